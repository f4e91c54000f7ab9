"""The words of ontology.ttl, the naming rules, and what a file of words may not hold."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from giaoviec.graph.errors import InputError
from giaoviec.graph.home import ONTOLOGY
from giaoviec.graph.ontology import PropertyShape, property_name, relationship_type
from giaoviec.graph.triples import SourceGraph
from giaoviec.graph.turtle import read_ontology
from giaoviec.graph.vocabulary import ontology

TEXT = ONTOLOGY.read_text(encoding="utf-8")

SMALL = """
@prefix : <urn:giaoviec:ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Thing a owl:Class, sh:NodeShape ; rdfs:label "Vật"@vi, "Thing"@en ; sh:property [ sh:path :name ; sh:datatype xsd:string ] .
:Other a owl:Class, sh:NodeShape ; rdfs:label "Vật khác"@vi, "Other"@en .
:name a owl:DatatypeProperty ; rdfs:label "tên"@vi, "name"@en .
:near a owl:ObjectProperty ; rdfs:label "gần"@vi, "near"@en .
"""


@pytest.mark.parametrize(
    ("word", "name"), [("givenTo", "GIVEN_TO"), ("about", "ABOUT"), ("reportTo", "REPORT_TO"), ("fallsTo", "FALLS_TO")]
)
def test_a_property_to_things_becomes_a_relationship_type(word: str, name: str) -> None:
    assert relationship_type(word) == name


@pytest.mark.parametrize(
    ("word", "name"), [("deadlineText", "deadline_text"), ("name", "name"), ("sha256", "sha256"), ("partOfDay", "part_of_day")]
)
def test_a_property_to_values_becomes_a_node_property(word: str, name: str) -> None:
    assert property_name(word) == name


@pytest.mark.parametrize(
    ("kind", "labels"),
    [("Person", ("Person", "Agent")), ("Assignment", ("Assignment", "Claim")), ("Place", ("Place",)), ("Agent", ("Agent",))],
)
def test_a_class_has_its_own_label_and_those_of_its_superclasses_here(kind: str, labels: tuple[str, ...]) -> None:
    assert ontology().labels[kind] == labels


def test_only_what_no_class_is_below_is_concrete() -> None:
    assert set(ontology().labels) - set(ontology().concrete) == {"Agent", "Claim"}


def test_kinds_of_property_are_no_labels() -> None:
    assert not {"DerivedLink", "LinkProperty"} & set(ontology().labels)


def test_values_have_the_datatype_of_their_shapes() -> None:
    values = ontology().values
    assert {w for w, kind in values.items() if kind == "date"} == {"date", "seen", "deadline"}
    assert {w for w, kind in values.items() if kind == "integer"} == {"ordinal", "start", "end"}
    assert {w for w, kind in values.items() if kind == "boolean"} == {"head", "former", "sure", "checked"}
    assert values["seats"] == "string"  # by sh:in
    assert values["ids"] is None


def test_shapes_of_a_class_hold_those_of_its_superclass() -> None:
    shapes = ontology().shapes["Assignment"]
    assert PropertyShape("task", 1, 1, "string") in shapes
    assert PropertyShape("givenTo", of_class="Agent") in shapes
    assert PropertyShape("about", iri=True) in shapes
    assert PropertyShape("kind", 1, 1, one_of=("assigned", "required", "requested")) in shapes
    assert PropertyShape("statedIn", 1, 1, of_class="Quote") in shapes  # from Claim


def test_every_word_is_named_in_both_languages() -> None:
    words = ontology()
    declared = set(re.findall(r"^:(\w+) a ", TEXT, re.MULTILINE)) - {"DerivedLink", "LinkProperty"}
    assert set(words.said) == declared
    assert words.said["givenTo"].en == "given to"
    assert words.said["givenTo"].vi == "giao cho"


def test_a_saved_query_may_name_what_the_design_lists() -> None:
    words = ontology()
    assert {"id", "ids", "label", "name", "order", "disputed", "sources"} <= words.property_names
    assert {"first_seen", "last_seen", "told", "rule", "through", "deadline_text"} <= words.property_names
    assert {"GIVEN_TO", "STATED_IN", "HOLDS", "ASSIGNED", "ASKED", "FALLS_TO"} <= words.relationship_types
    assert set(words.relationships) | set(words.derived) == words.relationship_types
    assert not set(words.relationships) & set(words.derived)


def test_the_graphs_of_real_records_use_only_words_of_the_ontology(real_graphs: list[SourceGraph]) -> None:
    used = {word for graph in real_graphs for _, word, _ in graph.triples} - {"type"}
    assert len(used) > 40
    assert used <= ontology().links | set(ontology().values)


def test_the_small_ontology_that_the_broken_ones_are_made_from_is_read() -> None:
    assert read_ontology(SMALL, "small.ttl").labels == {"Thing": ("Thing",), "Other": ("Other",)}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("sh:datatype xsd:string", "sh:pattern '.'", "#pattern"),
        ("sh:datatype xsd:string", "sh:minLength 1", "#minLength"),
        ("sh:datatype xsd:string", "sh:message 'x'", "#message"),
        ("sh:datatype xsd:string", "sh:datatype xsd:decimal", "decimal"),
        ("sh:datatype xsd:string", "sh:nodeKind sh:Literal", "#Literal"),
        ("sh:datatype xsd:string", "sh:minCount 'one'", "one"),
        ("sh:datatype xsd:string", "sh:in ( 1 2 )", "#in"),
        ("sh:datatype xsd:string", "sh:in ( )", "#in"),
        ("sh:datatype xsd:string", "sh:class :Thing", "the shape of name"),
        ("sh:datatype xsd:string", "sh:minCount 1 ; sh:minCount 2", "stands twice"),
        ("sh:path :name", "sh:path [ sh:inversePath :name ]", "#inversePath"),
        ("sh:path :name ;", "", "no sh:path"),
        ("sh:path :name ; sh:datatype xsd:string", "sh:path :near ; sh:class :Nothing", "the shape of near"),
        ("sh:path :name", "sh:path :unknown", "the shape of unknown"),
        (":Other a owl:Class", ":Other sh:closed true ; a owl:Class", "#closed"),
        (":Other a owl:Class", ":Other sh:targetClass :Thing ; a owl:Class", "#targetClass"),
        ("sh:property", "sh:or", "#or"),
        (":near a owl:ObjectProperty", ":near a owl:ObjectProperty, sh:PropertyShape", "#PropertyShape"),
        (":Thing a owl:Class, sh:NodeShape", ":Thing a owl:Class", "is no sh:NodeShape"),
        (":near a owl:ObjectProperty", ":near a owl:ObjectProperty, owl:DatatypeProperty", "two different things"),
        (', "near"@en', "", "@en"),
        (":Other a owl:Class", ":Other rdfs:subClassOf :Nothing ; a owl:Class", "superclass Nothing"),
        (":near a", "<urn:x:near> a", "urn:x:near"),
        (":near a", ":near a a", "no Turtle"),
    ],
)
def test_a_file_of_words_that_would_be_half_understood_is_refused(old: str, new: str, told: str) -> None:
    broken = SMALL.replace(old, new)
    assert broken != SMALL
    with pytest.raises(InputError) as caught:
        read_ontology(broken, "small.ttl")
    assert told in caught.value.said.en
    assert caught.value.where == "small.ttl"


def test_one_property_has_one_datatype() -> None:
    other = ':Other a owl:Class, sh:NodeShape ; rdfs:label "Vật khác"@vi, "Other"@en'
    broken = SMALL.replace(other, f"{other} ; sh:property [ sh:path :name ; sh:datatype xsd:date ]")
    with pytest.raises(InputError, match="two datatypes"):
        read_ontology(broken, "small.ttl")


def test_naming_rules_do_not_import_rdflib() -> None:
    code = "import sys, giaoviec.graph.ontology; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
