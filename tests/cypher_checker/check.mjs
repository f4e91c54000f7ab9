// Neo4j's own checker over saved queries. Reads {words, queries: [{name, text, parameters}]} from standard input and writes the
// list of what it found as JSON: {name, language, severity (1 error, 2 warning), message, line}.
import { readFileSync } from "node:fs";
import * as support from "@neo4j-cypher/language-support";

const { words, queries } = JSON.parse(readFileSync(0, "utf8"));
const found = [];
for (const { name, text, parameters } of queries) {
  for (const language of ["CYPHER 5", "CYPHER 25"]) {
    const { diagnostics } = support.lintCypherQuery(`${language}\n${text}`, { ...words, parameters });
    for (const { severity, message, range } of diagnostics) {
      found.push({ name, language, severity, message, line: range.start.line });
    }
  }
}
console.log(JSON.stringify(found));
