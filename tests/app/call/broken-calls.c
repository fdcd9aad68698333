/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "broken-calls.h"

#include <string.h>

#define XML     ETB_CALL_ERROR_XML
#define SCHEMA  ETB_CALL_ERROR_SCHEMA
#define MEANING ETB_CALL_ERROR_MEANING

const BrokenCall broken_calls[] = {
  { "not-closed", "</title>", "</titre>", XML,
    "appel.xml:7: this is not well-formed XML: *title*: correct this line, or choose another "
    "file" },
  { "not-closed-twice", "</title>", "</titre>", XML,
    "appel.xml:7: this is not well-formed XML: *title*: correct this line, or choose another "
    "file",
    "</publisher>", "</editeur>" },
  { "cut", "</call>", "", XML,
    "appel.xml:125: this is not well-formed XML: *: correct this line, or choose "
    "another file" },
  { "undefined-entity", "Juillet 2019<", "&juillet;<", XML,
    "appel.xml:8: this is not well-formed XML: *juillet*: correct this line, or choose another "
    "file" },
  { "doctype", "<call xmlns", "<!DOCTYPE call [<!ENTITY a \"b\">]><call xmlns", XML,
    "appel.xml: a call definition has no DOCTYPE: remove it" },
  { "external-doctype", "<call xmlns", "<!DOCTYPE call SYSTEM \"/etc/passwd\"><call xmlns", XML,
    "appel.xml: a call definition has no DOCTYPE: remove it" },

  { "other-namespace", "urn:etabli:call:1", "urn:etabli:call:2", SCHEMA,
    "appel.xml:5: this does not have the form of a call definition: “{urn:etabli:call:2}call” is "
    "no call; begin with <call xmlns=\"urn:etabli:call:1\" …>: write it as call.xsd says" },
  { "unknown-attribute", "minutes=", "minuts=", SCHEMA,
    "appel.xml:5: this does not have the form of a call definition: “call” has no attribute "
    "“minuts”; remove it, or look for a slip in its name: write it as call.xsd says" },
  { "missing-title", "<edition>Juillet 2019</edition>", "", SCHEMA,
    "appel.xml:9: this does not have the form of a call definition: “publisher” is not expected "
    "here; what may come here is: edition: write it as call.xsd says" },
  { "blank-label", "<label>Nom</label>", "<label> </label>", SCHEMA,
    "appel.xml:87: this does not have the form of a call definition: “label” is empty, or not "
    "written as expected: write it as call.xsd says" },
  { "unknown-strength", "\"assumption\"", "\"opinion\"", SCHEMA,
    "appel.xml:17: this does not have the form of a call definition: in “source”, the attribute "
    "“strength” cannot be “opinion”; write one of: 'article', 'official', 'secondary', "
    "'assumption': write it as call.xsd says" },
  { "unknown-effect", "\"warning\"", "\"fatal\"", SCHEMA,
    "appel.xml:75: this does not have the form of a call definition: in “criterion”, the attribute "
    "“effect” cannot be “fatal”; write one of: 'blocking', 'warning', 'information': write it as "
    "call.xsd says" },
  { "unknown-type", "type=\"choice\"", "type=\"choise\"", SCHEMA,
    "appel.xml:62: this does not have the form of a call definition: in “bind”, the attribute "
    "“type” cannot be “choise”; write one of: 'text', 'long-text', 'integer', 'decimal', 'amount', "
    "'date', 'yes-no', 'choice', 'choices', 'siret', 'rna', 'iban', 'email', 'phone', 'commune', "
    "'postcode', 'qpv', 'attestation': write it as call.xsd says" },
  { "impossible-day", "day=\"2019-10-15\"", "day=\"2019-02-30\"", SCHEMA,
    "appel.xml:29: this does not have the form of a call definition: in “deadline”, the attribute "
    "“day” cannot be “2019-02-30”; look at what it takes: write it as call.xsd says" },
  { "impossible-month", "from=\"2019-10\"", "from=\"2019-13\"", SCHEMA,
    "appel.xml:28: this does not have the form of a call definition: in “recurrence”, the "
    "attribute “from” cannot be “2019-13”; look at what it takes: write it as call.xsd says" },
  { "never", "every-months=\"4\"", "every-months=\"0\"", SCHEMA,
    "appel.xml:28: this does not have the form of a call definition: in “recurrence”, the "
    "attribute “every-months” cannot be “0”; look at what it takes: write it as call.xsd says" },
  { "relative-path", "ref=\"/dossier/accord\" type", "ref=\"accord\" type", SCHEMA,
    "appel.xml:72: this does not have the form of a call definition: in “bind”, the attribute "
    "“ref” cannot be “accord”; look at what it takes: write it as call.xsd says" },
  { "script-address", "https://exemple.fr/appel", "javascript:alert(1)", SCHEMA,
    "appel.xml:16: this does not have the form of a call definition: in “source”, the attribute "
    "“address” cannot be “javascript:alert(1)”; look at what it takes: write it as call.xsd says" },
  { "two-sources", "<source id=\"S2\"", "<source id=\"S1\"", SCHEMA,
    "appel.xml:17: this does not have the form of a call definition: two elements “source” are "
    "called “S1”; rename or remove one of them: write it as call.xsd says" },
  { "two-tracks", "<track id=\"UNIQUE\"", "<track id=\"PERM\"", SCHEMA,
    "appel.xml:21: this does not have the form of a call definition: two elements “track” are "
    "called “PERM”; rename or remove one of them: write it as call.xsd says" },
  { "two-deadlines", "2021-03-28-VAGUES", "2020-10-25-VAGUES", SCHEMA,
    "appel.xml:31: this does not have the form of a call definition: two elements “deadline” are "
    "called “2020-10-25-VAGUES”; rename or remove one of them: write it as call.xsd says" },
  { "two-binds", "ref=\"/dossier/lettre/date\"", "ref=\"/dossier/porteur/nom\"", SCHEMA,
    "appel.xml:71: this does not have the form of a call definition: two elements “bind” are "
    "called “/dossier/porteur/nom”; rename or remove one of them: write it as call.xsd says" },
  { "two-pages", "<page id=\"charges\"", "<page id=\"identite\"", SCHEMA,
    "appel.xml:102: this does not have the form of a call definition: two elements “page” are "
    "called “identite”; rename or remove one of them: write it as call.xsd says" },
  { "two-pieces", "P-RIB", "P-STAT", SCHEMA,
    "appel.xml:122: this does not have the form of a call definition: two elements “piece” are "
    "called “P-STAT”; rename or remove one of them: write it as call.xsd says" },
  { "two-choices", "value=\"scic\"", "value=\"association\"", SCHEMA,
    "appel.xml:37: this does not have the form of a call definition: two elements “item” are "
    "called “association”; rename or remove one of them: write it as call.xsd says" },

  { "unknown-source", "every-months=\"4\" source=\"S1\"", "every-months=\"4\" source=\"S9\"",
    MEANING, "appel.xml:28: there is no source “S9”: write one of S1, S2" },
  { "unknown-source-of-piece", "max-size=\"1000\" source=\"S2\"", "max-size=\"1000\" source=\"S3\"",
    MEANING, "appel.xml:122: there is no source “S3”: write one of S1, S2" },
  { "unknown-track", "track=\"VAGUES\" opens=\"2020", "track=\"VAGUE\" opens=\"2020", MEANING,
    "appel.xml:31: there is no track “VAGUE”: write one of LIBRE, PERM, UNIQUE, VAGUES" },
  { "opens-too-late", "opens=\"2019-07-17\"", "opens=\"2019-10-16\"", MEANING,
    "appel.xml:29: the deadline “2019-10-15-UNIQUE” opens on 2019-10-16, after its day, "
    "2019-10-15: correct one of them" },
  { "announced-too-early", "announcement=\"2019-12\"", "announcement=\"2019-09\"", MEANING,
    "appel.xml:29: the deadline “2019-10-15-UNIQUE” is announced on 2019-09, before its day, "
    "2019-10-15: correct one of them" },
  { "unknown-list", "list=\"natures\"", "list=\"nature\"", MEANING,
    "appel.xml:62: there is no list “nature”: add it to <lists>, or write the id of another" },
  { "choice-without-list", " list=\"natures\"", "", MEANING,
    "appel.xml:62: “/dossier/porteur/nature” is a choice without a list: add list=\"…\"" },
  { "list-without-choice", "type=\"choice\"", "type=\"siret\"", MEANING,
    "appel.xml:62: “/dossier/porteur/nature” has a list but is no choice: write type=\"choice\" or "
    "type=\"choices\", or remove the list" },
  { "bind-to-nothing", "ref=\"/dossier/porteur/siret\"", "ref=\"/dossier/porteur/siren\"", MEANING,
    "appel.xml:63: “/dossier/porteur/siren” leads to no element of the instance: "
    "“/dossier/porteur” holds nom, nature, pays, siret" },
  { "wildcard-to-nothing", "ref=\"/dossier/budget/charges/*/*\"",
    "ref=\"/dossier/budget/charges/*/an9\"", MEANING,
    "appel.xml:68: “/dossier/budget/charges/*/an9” leads to no element of the instance: "
    "“/dossier/budget/charges” holds achats, services" },
  { "typed-group", "<bind ref=\"/dossier/consortium\"",
    "<bind type=\"text\" ref=\"/dossier/consortium\"", MEANING,
    "appel.xml:64: “/dossier/consortium” holds elements, so it has no value: write “type”, "
    "“calculate” and “constraint” on what it holds" },
  { "message-without-constraint", " constraint=\"../nom != ''\"", "", MEANING,
    "appel.xml:63: “/dossier/porteur/siret” has a message without a constraint: add "
    "constraint=\"…\"" },
  { "two-types-for-one", "ref=\"/dossier/*/total\"", "ref=\"/dossier/*/charges/*/an1\"", MEANING,
    "appel.xml:68: “/dossier/*/charges/*/an1” and “/dossier/budget/charges/*/*” give two types to "
    "“/dossier/budget/charges/services/an1”: add a bind with that path" },
  { "unknown-role", "track=\"/dossier/volet\"", "track=\"/dossier/vol\"", MEANING,
    "appel.xml:33: “/dossier/vol” leads to no element of the instance: “/dossier” holds volet, "
    "porteur, consortium, lettre, budget, accord" },
  { "role-of-a-group", "track=\"/dossier/volet\"", "track=\"/dossier/porteur\"", MEANING,
    "appel.xml:33: “/dossier/porteur” holds elements: write the path of one answer in “track”" },
  { "default-of-no-choice", "<nature/>", "<nature>autre</nature>", MEANING,
    "appel.xml:44: the default “autre” of “/dossier/porteur/nature” is not in the list “natures”: "
    "write one of its values" },
  { "default-not-normal", "<total/>", "<total>007</total>", MEANING,
    "appel.xml:48: the default “007” of “/dossier/consortium/total” is to be written “7”" },
  { "wrong-default-date", "<auteur/><date/>", "<auteur/><date>hier</date>", MEANING,
    "appel.xml:50: the default “hier” of “/dossier/lettre/date” cannot be: “hier” is no date. "
    "Write day, month and year, like 15/10/2019." },
  { "other-instance", "<dossier xmlns=\"\">", "<formulaire xmlns=\"\">", MEANING,
    "appel.xml:42: the instance begins with “formulaire”: write <dossier xmlns=\"\">", "</dossier>",
    "</formulaire>" },
  { "instance-in-namespace", "<volet/>", "<volet xmlns=\"urn:autre\"/>", MEANING,
    "appel.xml:43: “volet” of the instance has a namespace: write xmlns=\"\" on <dossier>" },
  { "instance-with-attribute", "<volet/>", "<volet id=\"1\"/>", MEANING,
    "appel.xml:43: “volet” of the instance has an attribute: remove it, the program adds its own" },
  { "instance-with-capitals", "<volet/>", "<volet/><Autre/>", MEANING,
    "appel.xml:43: “Autre” is no element name: write it in lower case, without accents, with "
    "hyphens between words" },
  { "instance-with-words", "<consortium>", "<consortium>mots", MEANING,
    "appel.xml:45: “/dossier/consortium” holds elements and words: leave only the elements" },
  { "instance-twice-the-same", "<auteur/><date/>", "<auteur/><date/><auteur/>", MEANING,
    "appel.xml:50: “/dossier/lettre/auteur” is twice in the instance: give each its name; a line "
    "of a repeat is written once" },
  { "question-to-nothing", "question ref=\"/dossier/porteur/nom\"",
    "question ref=\"/dossier/porteur/prenom\"", MEANING,
    "appel.xml:87: “/dossier/porteur/prenom” leads to no element of the instance: "
    "“/dossier/porteur” holds nom, nature, pays, siret" },
  { "question-on-a-group", "question ref=\"/dossier/porteur/nom\"",
    "question ref=\"/dossier/porteur\"", MEANING,
    "appel.xml:87: “/dossier/porteur” holds elements: ask for one of them, or use a table" },
  { "question-on-a-line", "question ref=\"/dossier/porteur/nom\"",
    "question ref=\"/dossier/lettre/date\"", MEANING,
    "appel.xml:87: “/dossier/lettre/date” is in the lines of the repeat “/dossier/lettre”: ask it "
    "as a question of that repeat" },
  { "question-of-another-repeat", "question ref=\"/dossier/lettre/auteur\"",
    "question ref=\"/dossier/consortium/membre/nom\"", MEANING,
    "appel.xml:97: “/dossier/consortium/membre/nom” is not in the repeat “/dossier/lettre”: begin "
    "its path with that of the repeat" },
  { "eligibility-to-nothing", "question ref=\"/dossier/porteur/pays\"",
    "question ref=\"/dossier/porteur/etat\"", MEANING,
    "appel.xml:82: “/dossier/porteur/etat” leads to no element of the instance: “/dossier/porteur” "
    "holds nom, nature, pays, siret" },
  { "attestation-without-version", " attestation-version=\"1\"", "", MEANING,
    "appel.xml:114: “/dossier/accord” is an attestation: add attestation-version=\"1\"" },
  { "version-without-attestation", "type=\"attestation\"", "type=\"yes-no\"", MEANING,
    "appel.xml:114: “/dossier/accord” is no attestation: remove attestation-version, or give its "
    "bind type=\"attestation\"" },
  { "row-to-nothing", "row ref=\"/dossier/budget/charges/achats\"",
    "row ref=\"/dossier/budget/charges/achat\"", MEANING,
    "appel.xml:107: “/dossier/budget/charges/achat” leads to no element of the instance: "
    "“/dossier/budget/charges” holds achats, services" },
  { "row-without-cell", "<services><an1/><an2/></services>", "<services><an2/></services>", MEANING,
    "appel.xml:108: the row “/dossier/budget/charges/services” has no cell for the column “an1”: "
    "add <an1/> to it in the instance" },
  { "cell-that-is-a-group", "<services><an1/>", "<services><an1><mois/></an1>", MEANING,
    "appel.xml:108: “/dossier/budget/charges/services/an1” holds elements, so it cannot be a cell: "
    "write another column" },
  { "two-columns", "column name=\"an2\"", "column name=\"an1\"", MEANING,
    "appel.xml:105: there are two columns “an1” in one table: rename one of them" },
  { "repeat-to-nothing", "repeat ref=\"/dossier/lettre\"", "repeat ref=\"/dossier/lettres\"",
    MEANING,
    "appel.xml:96: “/dossier/lettres” leads to no element of the instance: “/dossier” holds volet, "
    "porteur, consortium, lettre, budget, accord" },
  { "repeat-twice", "repeat ref=\"/dossier/lettre\"", "repeat ref=\"/dossier/consortium/membre\"",
    MEANING,
    "appel.xml:96: the repeat “/dossier/consortium/membre” is there twice: remove one of them" },
  { "repeat-in-repeat", "repeat ref=\"/dossier/lettre\"", "repeat ref=\"/dossier/consortium\"",
    MEANING,
    "appel.xml:96: the repeats “/dossier/consortium” and “/dossier/consortium/membre” are one "
    "inside the other: move one of them" },
  { "repeat-of-a-leaf", "repeat ref=\"/dossier/lettre\"", "repeat ref=\"/dossier/accord\"", MEANING,
    "appel.xml:96: “/dossier/accord” cannot be the line of a repeat: a line is inside <dossier> "
    "and holds elements" },
  { "minimum-above-maximum", "minimum=\"1\" maximum=\"5\"", "minimum=\"6\" maximum=\"5\"", MEANING,
    "appel.xml:92: the repeat “/dossier/consortium/membre” has a minimum of 6 above its maximum of "
    "5: correct one of them" },
  { "task-without-page", "kind=\"review\"", "kind=\"fill\"", MEANING,
    "appel.xml:118: the task “relecture” has no page: add one" },
  { "review-with-pages", "<task id=\"budget\" kind=\"fill\"", "<task id=\"budget\" kind=\"review\"",
    MEANING,
    "appel.xml:101: the task “budget” has the program’s own pages: remove its pages, or write "
    "kind=\"fill\"" },
  { 0 },
};

char *
broken_call_replace (const char *text, const char *find, const char *replace)
{
  const char *found = strstr (text, find);

  g_assert_nonnull (found);
  return g_strdup_printf ("%.*s%s%s", (int)(found - text), text, replace, found + strlen (find));
}

char *
broken_call_write (const BrokenCall *broken, const char *valid)
{
  g_autofree char *once = broken_call_replace (valid, broken->find, broken->replace);

  if (broken->find_too == NULL)
    return g_steal_pointer (&once);
  return broken_call_replace (once, broken->find_too, broken->replace_too);
}
