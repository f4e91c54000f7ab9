"""What one word is: numbers of documents, dates and abbreviations with & or - in them stay one word."""

import re

WORD = re.compile(
    # Most words: small letters only. Not needed for the result, it saves trying the others first.
    r"[^\W\d_A-ZĐƯ]+(?![\w'’])|"
    r"\d+[a-zA-Z]?(?:/\d{4})?/[A-ZĐƯ][A-ZĐƯ\d]*(?:[gr](?!\w))?"
    r"(?:\s?[-&]\s?[A-ZĐƯ][A-ZĐƯa-z\d]*|\s?–\s?[A-ZĐƯ]{2,}(?!\w)|\.[A-ZĐƯ]+\b)*"
    r"|\d+[a-zA-Z]?\s?-\s?(?:NQ|CT|KL|QĐ|QĐi|TB|KH|CV|TT|BC|HD|QC|CTr)\s?/\s?[A-ZĐƯ]{2,}"
    r"|\d+(?:[.,/-]\d+)*%?"
    r"|[A-ZĐƯ]+(?:[&,-][A-ZĐƯ]+)+(?![a-zà-ỹ])"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*(?:\d+)?"
    r"|\.\.\.|[^\w\s]",
    re.UNICODE,
)
