/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Definitions with one fault each: refused whole, with the line and what to write instead. Each is
 * the right definition with one piece of text replaced. */

#include "etb-call.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *find;
  const char *replace;
  EtbCallError code;
  const char *at;   /* text on the line that the message must name; or NULL: no line */
  const char *word; /* in the message */
  const char *find_too, *replace_too; /* a second replacement, or NULL */
} Fault;

#define XML     ETB_CALL_ERROR_XML
#define SCHEMA  ETB_CALL_ERROR_SCHEMA
#define MEANING ETB_CALL_ERROR_MEANING

static const Fault faults[] = {
  { "not-closed", "</title>", "</titre>", XML, "</titre>", "title" },
  { "cut", "</call>", "", XML, NULL, "well-formed" },
  { "undefined-entity", "Juillet 2019<", "&juillet;<", XML, "&juillet;", "juillet" },
  { "doctype", "<call xmlns", "<!DOCTYPE call [<!ENTITY a \"b\">]><call xmlns", XML, NULL,
    "DOCTYPE" },
  { "external-doctype", "<call xmlns", "<!DOCTYPE call SYSTEM \"/etc/passwd\"><call xmlns", XML,
    NULL, "DOCTYPE" },

  { "other-namespace", "urn:etabli:call:1", "urn:etabli:call:2", SCHEMA, "default=", "call" },
  { "unknown-attribute", "minutes=", "minuts=", SCHEMA, "default=", "minuts" },
  { "missing-title", "<edition>Juillet 2019</edition>", "", SCHEMA, "<publisher>", "publisher" },
  { "blank-label", "<label>Nom</label>", "<label> </label>", SCHEMA, "<reason>Pour vous", "label" },
  { "unknown-strength", "\"assumption\"", "\"opinion\"", SCHEMA, "opinion", "strength" },
  { "unknown-effect", "\"warning\"", "\"fatal\"", SCHEMA, "fatal", "effect" },
  { "unknown-type", "type=\"choice\"", "type=\"choise\"", SCHEMA, "choise", "choise" },
  { "impossible-day", "day=\"2019-10-15\"", "day=\"2019-02-30\"", SCHEMA, "2019-02-30",
    "2019-02-30" },
  { "impossible-month", "from=\"2019-10\"", "from=\"2019-13\"", SCHEMA, "2019-13", "2019-13" },
  { "never", "every-months=\"4\"", "every-months=\"0\"", SCHEMA, "every-months=\"0\"",
    "every-months" },
  { "relative-path", "ref=\"/dossier/accord\" type", "ref=\"accord\" type", SCHEMA, "\"accord\"",
    "accord" },
  { "script-address", "https://exemple.fr/appel", "javascript:alert(1)", SCHEMA, "javascript",
    "address" },
  { "two-sources", "<source id=\"S2\"", "<source id=\"S1\"", SCHEMA, "Hypothèse", "S1" },
  { "two-tracks", "<track id=\"UNIQUE\"", "<track id=\"PERM\"", SCHEMA, ">Unique<", "PERM" },
  { "two-deadlines", "2021-03-28-VAGUES", "2020-10-25-VAGUES", SCHEMA, "day=\"2020-10-25\"",
    "2020-10-25-VAGUES" },
  { "two-binds", "ref=\"/dossier/lettre/date\"", "ref=\"/dossier/porteur/nom\"", SCHEMA,
    "type=\"date\"", "/dossier/porteur/nom" },
  { "two-pages", "<page id=\"charges\"", "<page id=\"identite\"", SCHEMA, ">Charges<", "identite" },
  { "two-pieces", "P-RIB", "P-STAT", SCHEMA, ">RIB<", "P-STAT" },
  { "two-choices", "value=\"scic\"", "value=\"association\"", SCHEMA, ">SCIC<", "association" },

  { "unknown-source", "every-months=\"4\" source=\"S1\"", "every-months=\"4\" source=\"S9\"",
    MEANING, "S9", "write one of S1, S2" },
  { "unknown-source-of-piece", "max-size=\"1000\" source=\"S2\"", "max-size=\"1000\" source=\"S3\"",
    MEANING, "S3", "S3" },
  { "unknown-track", "track=\"VAGUES\" opens=\"2020", "track=\"VAGUE\" opens=\"2020", MEANING,
    "\"VAGUE\"", "LIBRE, PERM, UNIQUE, VAGUES" },
  { "opens-too-late", "opens=\"2019-07-17\"", "opens=\"2019-10-16\"", MEANING,
    "opens=\"2019-10-16\"", "2019-10-16" },
  { "announced-too-early", "announcement=\"2019-12\"", "announcement=\"2019-09\"", MEANING,
    "announcement=\"2019-09\"", "2019-09" },
  { "unknown-list", "list=\"natures\"", "list=\"nature\"", MEANING, "list=\"nature\"", "nature" },
  { "choice-without-list", " list=\"natures\"", "", MEANING, "type=\"choice\"", "list=" },
  { "list-without-choice", "type=\"choice\"", "type=\"siret\"", MEANING, "list=\"natures\"",
    "choice" },
  { "bind-to-nothing", "ref=\"/dossier/porteur/siret\"", "ref=\"/dossier/porteur/siren\"", MEANING,
    "/dossier/porteur/siren", "nom, nature, pays, siret" },
  { "wildcard-to-nothing", "ref=\"/dossier/budget/charges/*/*\"",
    "ref=\"/dossier/budget/charges/*/an9\"", MEANING, "an9", "an9" },
  { "typed-group", "<bind ref=\"/dossier/consortium\"",
    "<bind type=\"text\" ref=\"/dossier/consortium\"", MEANING, "<bind type=\"text\"",
    "/dossier/consortium" },
  { "message-without-constraint", " constraint=\"../nom != ''\"", "", MEANING, "Dites d’abord",
    "constraint" },
  { "two-types-for-one", "ref=\"/dossier/*/total\"", "ref=\"/dossier/*/charges/*/an1\"", MEANING,
    "ref=\"/dossier/budget/charges/*/*\"", "two types" },
  { "unknown-role", "track=\"/dossier/volet\"", "track=\"/dossier/vol\"", MEANING, "<roles",
    "volet" },
  { "role-of-a-group", "track=\"/dossier/volet\"", "track=\"/dossier/porteur\"", MEANING, "<roles",
    "/dossier/porteur" },
  { "default-of-no-choice", "<nature/>", "<nature>autre</nature>", MEANING, ">autre<", "natures" },
  { "default-not-normal", "<total/>", "<total>007</total>", MEANING, ">007<", "written “7”" },
  { "wrong-default-date", "<auteur/><date/>", "<auteur/><date>hier</date>", MEANING, "hier",
    "date" },
  { "other-instance", "<dossier xmlns=\"\">", "<formulaire xmlns=\"\">", MEANING, "<formulaire",
    "<dossier xmlns", "</dossier>", "</formulaire>" },
  { "instance-in-namespace", "<volet/>", "<volet xmlns=\"urn:autre\"/>", MEANING, "urn:autre",
    "xmlns" },
  { "instance-with-attribute", "<volet/>", "<volet id=\"1\"/>", MEANING, "<volet id", "attribute" },
  { "instance-with-capitals", "<volet/>", "<volet/><Autre/>", MEANING, "<Autre/>", "Autre" },
  { "instance-with-words", "<consortium>", "<consortium>mots", MEANING, "<consortium>mots",
    "words" },
  { "instance-twice-the-same", "<auteur/><date/>", "<auteur/><date/><auteur/>", MEANING,
    "<auteur/><date/><auteur/>", "/dossier/lettre/auteur" },
  { "question-to-nothing", "question ref=\"/dossier/porteur/nom\"",
    "question ref=\"/dossier/porteur/prenom\"", MEANING, "/dossier/porteur/prenom", "nom, nature" },
  { "question-on-a-group", "question ref=\"/dossier/porteur/nom\"",
    "question ref=\"/dossier/porteur\"", MEANING, "question ref=\"/dossier/porteur\"",
    "/dossier/porteur" },
  { "question-on-a-line", "question ref=\"/dossier/porteur/nom\"",
    "question ref=\"/dossier/lettre/date\"", MEANING, "question ref=\"/dossier/lettre/date\"",
    "/dossier/lettre" },
  { "question-of-another-repeat", "question ref=\"/dossier/lettre/auteur\"",
    "question ref=\"/dossier/consortium/membre/nom\"", MEANING, "<label>Auteur</label>",
    "/dossier/lettre" },
  { "eligibility-to-nothing", "question ref=\"/dossier/porteur/pays\"",
    "question ref=\"/dossier/porteur/etat\"", MEANING, "/dossier/porteur/etat", "etat" },
  { "attestation-without-version", " attestation-version=\"1\"", "", MEANING, "Je certifie",
    "attestation-version" },
  { "version-without-attestation", "type=\"attestation\"", "type=\"yes-no\"", MEANING,
    "Je certifie", "attestation" },
  { "row-to-nothing", "row ref=\"/dossier/budget/charges/achats\"",
    "row ref=\"/dossier/budget/charges/achat\"", MEANING, "charges/achat\"", "achats, services" },
  { "row-without-cell", "<services><an1/><an2/></services>", "<services><an2/></services>", MEANING,
    "<label>Services</label>", "<an1/>" },
  { "cell-that-is-a-group", "<services><an1/>", "<services><an1><mois/></an1>", MEANING,
    "<label>Services</label>", "services/an1" },
  { "two-columns", "column name=\"an2\"", "column name=\"an1\"", MEANING, "Année 2", "an1" },
  { "repeat-to-nothing", "repeat ref=\"/dossier/lettre\"", "repeat ref=\"/dossier/lettres\"",
    MEANING, "/dossier/lettres", "lettre" },
  { "repeat-twice", "repeat ref=\"/dossier/lettre\"", "repeat ref=\"/dossier/consortium/membre\"",
    MEANING, ">Lettres<", "twice" },
  { "repeat-in-repeat", "repeat ref=\"/dossier/lettre\"", "repeat ref=\"/dossier/consortium\"",
    MEANING, ">Lettres<", "/dossier/consortium/membre" },
  { "repeat-of-a-leaf", "repeat ref=\"/dossier/lettre\"", "repeat ref=\"/dossier/accord\"", MEANING,
    ">Lettres<", "/dossier/accord" },
  { "minimum-above-maximum", "minimum=\"1\" maximum=\"5\"", "minimum=\"6\" maximum=\"5\"", MEANING,
    "minimum=\"6\"", "5" },
  { "task-without-page", "kind=\"review\"", "kind=\"fill\"", MEANING, "relecture", "relecture" },
  { "review-with-pages", "<task id=\"budget\" kind=\"fill\"", "<task id=\"budget\" kind=\"review\"",
    MEANING, "<task id=\"budget\"", "budget" },
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

static guint
line_of (const char *text, const char *word)
{
  const char *found = strstr (text, word);
  guint line = 1;

  g_assert_nonnull (found);
  for (const char *c = text; c < found; c++)
    line += *c == '\n';

  return line;
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
  g_test_message ("%s", error->message);
  assert_contains (error->message, fault->word);
  if (fault->at != NULL)
    {
      g_autofree char *where = g_strdup_printf ("appel.xml:%u: ", line_of (text, fault->at));

      assert_contains (error->message, where);
    }
  else
    assert_contains (error->message, "appel.xml:");
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
