/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Definitions with one fault each: refused whole, and each message is known to the letter: the
 * file, the line, the word at fault and what to write instead. Each is the right definition with
 * one piece of text replaced. */

#include "etb-call.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *find;
  const char *replace;
  EtbCallError code;
  const char *says; /* the whole message; “*” stands for words of libxml2 before and after one */
  const char *find_too, *replace_too; /* a second replacement, or NULL */
} Fault;

#define XML     ETB_CALL_ERROR_XML
#define SCHEMA  ETB_CALL_ERROR_SCHEMA
#define MEANING ETB_CALL_ERROR_MEANING

static const Fault faults[] = {
  { "not-closed", "</title>", "</titre>", XML,
    "appel.xml:7: this is not well-formed XML: *title*: correct this line, or choose another "
    "file" },
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
    "appel.xml:5: this does not have the form of a call definition: *call*: write it as call.xsd "
    "says" },
  { "unknown-attribute", "minutes=", "minuts=", SCHEMA,
    "appel.xml:5: this does not have the form of a call definition: *minuts*: write it as call.xsd "
    "says" },
  { "missing-title", "<edition>Juillet 2019</edition>", "", SCHEMA,
    "appel.xml:9: this does not have the form of a call definition: *publisher*: write it as "
    "call.xsd says" },
  { "blank-label", "<label>Nom</label>", "<label> </label>", SCHEMA,
    "appel.xml:87: this does not have the form of a call definition: *label*: write it as call.xsd "
    "says" },
  { "unknown-strength", "\"assumption\"", "\"opinion\"", SCHEMA,
    "appel.xml:17: this does not have the form of a call definition: *strength*: write it as "
    "call.xsd says" },
  { "unknown-effect", "\"warning\"", "\"fatal\"", SCHEMA,
    "appel.xml:75: this does not have the form of a call definition: *effect*: write it as "
    "call.xsd says" },
  { "unknown-type", "type=\"choice\"", "type=\"choise\"", SCHEMA,
    "appel.xml:62: this does not have the form of a call definition: *choise*: write it as "
    "call.xsd says" },
  { "impossible-day", "day=\"2019-10-15\"", "day=\"2019-02-30\"", SCHEMA,
    "appel.xml:29: this does not have the form of a call definition: *2019-02-30*: write it as "
    "call.xsd says" },
  { "impossible-month", "from=\"2019-10\"", "from=\"2019-13\"", SCHEMA,
    "appel.xml:28: this does not have the form of a call definition: *2019-13*: write it as "
    "call.xsd says" },
  { "never", "every-months=\"4\"", "every-months=\"0\"", SCHEMA,
    "appel.xml:28: this does not have the form of a call definition: *every-months*: write it as "
    "call.xsd says" },
  { "relative-path", "ref=\"/dossier/accord\" type", "ref=\"accord\" type", SCHEMA,
    "appel.xml:72: this does not have the form of a call definition: *accord*: write it as "
    "call.xsd says" },
  { "script-address", "https://exemple.fr/appel", "javascript:alert(1)", SCHEMA,
    "appel.xml:16: this does not have the form of a call definition: *address*: write it as "
    "call.xsd says" },
  { "two-sources", "<source id=\"S2\"", "<source id=\"S1\"", SCHEMA,
    "appel.xml:17: this does not have the form of a call definition: *S1*: write it as call.xsd "
    "says" },
  { "two-tracks", "<track id=\"UNIQUE\"", "<track id=\"PERM\"", SCHEMA,
    "appel.xml:21: this does not have the form of a call definition: *PERM*: write it as call.xsd "
    "says" },
  { "two-deadlines", "2021-03-28-VAGUES", "2020-10-25-VAGUES", SCHEMA,
    "appel.xml:31: this does not have the form of a call definition: *2020-10-25-VAGUES*: write it "
    "as call.xsd says" },
  { "two-binds", "ref=\"/dossier/lettre/date\"", "ref=\"/dossier/porteur/nom\"", SCHEMA,
    "appel.xml:71: this does not have the form of a call definition: */dossier/porteur/nom*: write "
    "it as call.xsd says" },
  { "two-pages", "<page id=\"charges\"", "<page id=\"identite\"", SCHEMA,
    "appel.xml:102: this does not have the form of a call definition: *identite*: write it as "
    "call.xsd says" },
  { "two-pieces", "P-RIB", "P-STAT", SCHEMA,
    "appel.xml:122: this does not have the form of a call definition: *P-STAT*: write it as "
    "call.xsd says" },
  { "two-choices", "value=\"scic\"", "value=\"association\"", SCHEMA,
    "appel.xml:37: this does not have the form of a call definition: *association*: write it as "
    "call.xsd says" },

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
};

static char *
load_valid (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "valid.xml", NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static char *
replace_once (const char *text, const char *find, const char *replace)
{
  const char *found = strstr (text, find);

  g_assert_nonnull (found);
  return g_strdup_printf ("%.*s%s%s", (int)(found - text), text, replace, found + strlen (find));
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_fail_printf ("“%s” is not in “%s”", part, text);
}

static void
test_names_the_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autofree char *valid = load_valid ();
  g_autofree char *once = replace_once (valid, fault->find, fault->replace);
  g_autofree char *text = fault->find_too != NULL
                              ? replace_once (once, fault->find_too, fault->replace_too)
                              : g_strdup (once);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbCall) call = etb_call_new_from_bytes (bytes, "appel.xml", &error);

  g_assert_null (call);
  g_assert_error (error, ETB_CALL_ERROR, (gint)fault->code);
  if (fault->code == MEANING)
    g_assert_cmpstr (error->message, ==, fault->says);
  else if (!g_pattern_match_simple (fault->says, error->message))
    g_error ("“%s” is not “%s”", error->message, fault->says);
}

static void
test_refuses_what_is_too_large (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *valid = load_valid ();
  g_autofree char *file = NULL;
  g_autofree char *folder = g_dir_make_tmp ("etabli-call-XXXXXX", &error);

  g_assert_no_error (error);
  g_string_append (text, valid);
  while (text->len <= ETB_CALL_MAX_SIZE)
    g_string_append (text, "<!-- filling -->");
  bytes = g_bytes_new (text->str, text->len);
  g_assert_null (etb_call_new_from_bytes (bytes, "appel.xml", &error));
  g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_READ);
  assert_contains (error->message, "4 MiB");
  g_clear_error (&error);

  file = g_build_filename (folder, "appel.xml", NULL);
  g_assert_true (g_file_set_contents (file, text->str, (gssize)text->len, NULL));
  g_assert_null (etb_call_new_from_file (file, &error));
  g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_READ);
  assert_contains (error->message, file);

  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_says_what_cannot_be_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) nothing = g_bytes_new ("", 0);

  g_assert_null (etb_call_new_from_file ("/nonexistent/appel.xml", &error));
  g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_READ);
  assert_contains (error->message, "/nonexistent/appel.xml");
  g_clear_error (&error);

  g_assert_null (etb_call_new_from_file ("/", &error));
  g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_READ);
  g_clear_error (&error);

  g_assert_null (etb_call_new_from_bytes (nothing, "vide.xml", &error));
  g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_XML);
  assert_contains (error->message, "vide.xml:1:");
}

/* A billion laughs, and a file of the machine: neither is expanded. */
static void
test_expands_no_entity (void)
{
  static const char *const bombs[] = {
    "<!DOCTYPE c [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><c x=\"&c;\">&c;</c>",
    "<!DOCTYPE c [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><c>&f;</c>",
    "<!DOCTYPE c PUBLIC \"-//A//B\" \"http://192.0.2.1/c.dtd\"><c/>",
    "<!DOCTYPE c><c/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (bombs[i], strlen (bombs[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_call_new_from_bytes (bytes, "appel.xml", &error));
      g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_XML);
      assert_contains (error->message, "DOCTYPE");
    }
}

/* Cut anywhere, a definition is refused without a crash. */
static void
test_refuses_every_truncation (void)
{
  g_autofree char *valid = load_valid ();
  gsize end = (gsize)(strstr (valid, "</call>") - valid) + strlen ("</call>") - 1;

  for (gsize length = 0; length <= end; length += 37)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (valid, length);
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_call_new_from_bytes (bytes, "appel.xml", &error));
      g_assert_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_XML);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/call-error/names-the-fault/%s", faults[i].name);

      g_test_add_data_func (path, &faults[i], test_names_the_fault);
    }
  g_test_add_func ("/call-error/refuses-what-is-too-large", test_refuses_what_is_too_large);
  g_test_add_func ("/call-error/says-what-cannot-be-read", test_says_what_cannot_be_read);
  g_test_add_func ("/call-error/expands-no-entity", test_expands_no_entity);
  g_test_add_func ("/call-error/refuses-every-truncation", test_refuses_every_truncation);

  return g_test_run ();
}
