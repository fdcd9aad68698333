/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: dossier.xml says what the dossier says, no more, and gives it back. */

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "etb-document.h"
#include "etb-dossier-assistance.h"
#include "etb-element.h"
#include "package-fixture.h"

/* The document as its bytes read, valid. */
static xmlDocPtr
build (Fixture *fixture)
{
  xmlDocPtr built = etb_document_build (fixture->dossier, fixture->at, NULL);
  g_autoptr (GBytes) bytes = etb_document_to_bytes (built);
  g_autoptr (GError) error = NULL;
  xmlDocPtr read = etb_document_read (bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (read);
  xmlFreeDoc (built);
  return read;
}

static char *
evaluate (xmlDocPtr document, const char *expression)
{
  xmlXPathContextPtr context = xmlXPathNewContext (document);
  xmlXPathObjectPtr result;
  xmlChar *text;
  char *copy;

  xmlXPathRegisterNs (context, (const xmlChar *)"d", (const xmlChar *)ETB_DOCUMENT_NAMESPACE);
  result = xmlXPathEvalExpression ((const xmlChar *)expression, context);
  g_assert_nonnull (result);
  text = xmlXPathCastToString (result);
  copy = g_strdup ((const char *)text);
  xmlFree (text);
  xmlXPathFreeObject (result);
  xmlXPathFreeContext (context);
  return copy;
}

#define ANSWER(path) "//d:answer[@path='" path "']"

static void
the_document_says_what_the_dossier_says (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *expression;
    const char *wanted;
  } cases[] = {
    { "string(/d:dossier/d:call/@id)", "petit-appel" },
    { "string(/d:dossier/d:call/d:title)", "Petit appel & essais" },
    { "string(/d:dossier/d:track/@id)", "A" },
    { "string(/d:dossier/d:made/@at)", "2019-10-01T08:30:00Z" },
    { "string(/d:dossier/d:applicant/d:name)", "L’Établi <test> & Cie" },
    { "string(/d:dossier/d:applicant/d:place)", "La Filature" },
    { "string(/d:dossier/d:signatory/d:capacity)", "Présidente" },
    /* A question of eligibility that has no page comes first, in a task of its own. */
    { "string(//d:task[1]/@id)", "eligibilite" },
    { "string(//d:task[1]" ANSWER ("/dossier/lieu/existe") "/d:value)", "oui" },
    { "count(//d:task[1]//d:answer)", "1" },
    /* One that has a page is there, once. */
    { "count(" ANSWER ("/dossier/porteur/forme") ")", "1" },
    { "string(" ANSWER ("/dossier/porteur/forme") "/d:value)", "association" },
    { "string(" ANSWER ("/dossier/porteur/forme") "/d:text)", "Association" },
    { "string(" ANSWER ("/dossier/porteur/forme") "/@author)", "porteur" },
    { "string(" ANSWER ("/dossier/projet/roles") "/d:value)", "travail inclusion" },
    { "string(" ANSWER ("/dossier/projet/roles") "/d:text)", "Travail; Inclusion" },
    { "string(" ANSWER ("/dossier/partenaire[2]/nom") "/d:value)", "Université" },
    { "string(//d:repeat/d:line[2]/d:label)", "Partenaire 2" },
    { "string(" ANSWER ("/dossier/partenaire[2]/apport") "/d:value)", "" },
    { "count(//d:table/d:group/d:row)", "3" },
    { "count(//d:row[@kind='input'])", "2" },
    { "string(//d:cell[@path='/dossier/budget/total/an1']/d:value)", "31000.10" },
    { "string(//d:cell[@path='/dossier/budget/total/an1']/@calculated)", "true" },
    { "string(//d:cell[@path='/dossier/budget/achats/an1']/@calculated)", "" },
    /* An attestation is no answer. */
    { "count(" ANSWER ("/dossier/accord") ")", "0" },
    { "string(//d:attestation/@accepted)", "oui" },
    { "string(//d:attestation/@version)", "3" },
    { "string(//d:attestation/d:text)", "Je certifie que tout est exact." },
    /* What no page asks is not lost. */
    { "string(//d:task[@id='autres']//d:answer/@path)", "/dossier/note-interne" },
    { "string(/d:dossier/d:verdicts/@eligible)", "yes" },
    { "string(/d:dossier/d:verdicts/@today)", "2019-10-01" },
    { "string(/d:dossier/d:verdicts/@ready)", "true" },
    { "count(//d:verdict)", "6" },
    /* A ceiling is told in numbers, a floor is none. */
    { "count(//d:ceiling)", "2" },
    { "string(//d:verdict[@criterion='plafond']/d:ceiling/@path)", "/dossier/demande/total" },
    { "string(//d:verdict[@criterion='plafond']/d:ceiling/d:value)", "150000.00" },
    { "string(//d:verdict[@criterion='petit-plafond']/d:ceiling/d:value)", "40000.50" },
    { "string(//d:verdict[@criterion='heure']/@value)", "met" },
    { "string(//d:verdict[@criterion='plancher']/@value)", "met" },
    { "string(//d:verdict[@criterion='plancher']/d:read/d:value)", "60000.00" },
    { "string(//d:verdict[@criterion='plancher']/d:source/d:quote)", "Au moins 25 000 €." },
    /* A piece that does not concern the applicant is not there. */
    { "count(//d:piece)", "2" },
    { "string(//d:piece[1]/@state)", "provided" },
    { "string(//d:file/@name)", "Statuts signés (v2).PDF" },
    { "starts-with(//d:file/@entry, 'pieces/01-P-STAT-')", "true" },
    { "string(//d:file/@size)", "5000" },
    { "string-length(//d:file/@sha256)", "64" },
    { "string(//d:file/@dated)", "2019-09-02" },
  };
  const EtbAttachment *statutes
      = g_ptr_array_index (etb_dossier_get_attachments (fixture->dossier), 0);
  xmlDocPtr document;

  g_assert_true (
      etb_dossier_set_document_date (fixture->dossier, statutes->id, "2 septembre 2019", NULL));
  document = build (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = evaluate (document, cases[i].expression);

      if (g_strcmp0 (found, cases[i].wanted) != 0)
        g_error ("%s is “%s”, not “%s”", cases[i].expression, found, cases[i].wanted);
    }
  xmlFreeDoc (document);
}

/* A name that no archive should hold, twice: each has an entry of its own, and its name as data. */
static void
hostile_names_get_entries_of_their_own (Fixture *fixture, gconstpointer data)
{
  static const char name[] = "1__#$é «plan».PDF";
  g_autofree char *path = fixture_make_pdf (fixture, name, 3000);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *named = NULL;
  xmlDocPtr document;

  fixture_attach (fixture, "P-PLUS", path);
  fixture_attach (fixture, "P-PLUS", path);
  document = build (fixture);
  first = evaluate (document, "string(//d:piece[@code='P-PLUS']/d:file[1]/@entry)");
  second = evaluate (document, "string(//d:piece[@code='P-PLUS']/d:file[2]/@entry)");
  named = evaluate (document, "count(//d:file[@name='1__#$é «plan».PDF'])");
  g_assert_cmpstr (first, ==, "pieces/02-P-PLUS-1-e-plan.pdf");
  g_assert_cmpstr (second, ==, "pieces/03-P-PLUS-1-e-plan.pdf");
  g_assert_cmpstr (named, ==, "2");
  xmlFreeDoc (document);
}

static void
what_does_not_apply_is_left_out (Fixture *fixture, gconstpointer data)
{
  xmlDocPtr document;
  g_autofree char *count = NULL;
  g_autofree char *verdicts = NULL;

  fixture_set (fixture, "/dossier/lieu/existe", "non");
  document = build (fixture);
  count = evaluate (document, "count(" ANSWER ("/dossier/lieu/ouverture") ")");
  verdicts = evaluate (document, "count(//d:verdict)");
  g_assert_cmpstr (count, ==, "0");
  g_assert_cmpstr (verdicts, ==, "5");
  xmlFreeDoc (document);
}

static void
the_day_of_the_rules_is_that_of_the_instant (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) later = g_date_time_new_utc (2021, 1, 1, 23, 30, 0);
  xmlDocPtr document = etb_document_build (fixture->dossier, later, NULL);
  g_autofree char *today = evaluate (document, "string(//d:verdicts/@today)");
  g_autofree char *verdict
      = evaluate (document, "string(//d:verdict[@criterion='ouvert-depuis-peu']/@value)");

  /* Half past eleven in the evening in London is tomorrow in Paris. */
  g_assert_cmpstr (today, ==, "2021-01-02");
  g_assert_cmpstr (verdict, ==, "not-met");
  xmlFreeDoc (document);
}

static void
communes_have_their_name_where_it_is_known (Fixture *fixture, gconstpointer data)
{
  g_autofree char *list = fixture_path (fixture, "communes.txt");
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbTerritory) territory = etb_territory_new (&error);
  xmlDocPtr document;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  document = etb_document_build (fixture->dossier, fixture->at, territory);
  text = evaluate (document, "string(" ANSWER ("/dossier/lieu/commune") "/d:text)");
  g_assert_cmpstr (text, ==, "Sète (34)");
  xmlFreeDoc (document);
}

static void
the_same_dossier_gives_the_same_bytes (Fixture *fixture, gconstpointer data)
{
  xmlDocPtr first = etb_document_build (fixture->dossier, fixture->at, NULL);
  xmlDocPtr second = etb_document_build (fixture->dossier, fixture->at, NULL);
  g_autoptr (GBytes) first_bytes = etb_document_to_bytes (first);
  g_autoptr (GBytes) second_bytes = etb_document_to_bytes (second);

  g_assert_true (g_bytes_equal (first_bytes, second_bytes));
  xmlFreeDoc (first);
  xmlFreeDoc (second);
}

static void
the_answers_come_back (Fixture *fixture, gconstpointer data)
{
  xmlDocPtr document = build (fixture);
  EtbInstance *stored = etb_dossier_get_instance (fixture->dossier);
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (stored);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbInstance) back
      = etb_document_to_instance (document, etb_dossier_get_call (fixture->dossier), &error);

  g_assert_no_error (error);
  g_assert_nonnull (back);
  g_assert_cmpuint (leaves->len, >, 20);
  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *path = etb_instance_path_of (stored, g_ptr_array_index (leaves, i));
      g_autofree char *wanted = etb_instance_get (stored, path);
      g_autofree char *found = etb_instance_get (back, path);

      if (!g_str_has_prefix (path, "/dossier/budget/total"))
        g_assert_cmpstr (found, ==, wanted);
    }
  xmlFreeDoc (document);
}

static void
assert_each (xmlDocPtr document, const char *const (*cases)[2], gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      g_autofree char *found = evaluate (document, cases[i][0]);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (found, ==, cases[i][1]);
    }
}

static void
what_was_found_of_the_place_is_told (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "count(/d:dossier/d:finding)", "1" },
    { "string(//d:finding/@generation)", "2015" },
    { "string(//d:finding/@metres)", "127.43" },
    { "string(//d:finding/d:label)", "12 rue du Port, Sète" },
    { "string(//d:finding/d:place/@lon)", "3.690000" },
    { "string(//d:finding/d:qpv/@code)", "QP034099" },
    { "string(//d:finding/d:qpv/d:name)", "Île & Môle" },
    { "string(//d:finding/d:commune/@code)", "34301" },
    { "string(//d:finding/d:dataset/d:file)", "qp-essai.zip" },
    { "count(//d:finding/d:contour)", "2" },
    { "count(//d:finding/d:contour[1]/d:ring)", "2" },
    { "count(//d:stands-for)", "3" },
    { "string(//d:stands-for[@path='/dossier/lieu/qpv']/d:value)", "QP034099" },
    { "string(//d:stands-for[@path='/dossier/lieu/qpv']/d:label)", "Quartier prioritaire" },
    { "string(//d:stands-for[@path='/dossier/lieu/distance']/d:value)", "128" },
    { "string(//d:stands-for[@path='/dossier/lieu/commune']/d:value)", "34301" },
    { "string(" ANSWER ("/dossier/lieu/qpv") "/d:value)", "QP034099" },
  };
  xmlDocPtr document;

  fixture_locate (fixture);
  document = build (fixture);
  assert_each (document, cases, G_N_ELEMENTS (cases));
  xmlFreeDoc (document);
}

/* It says what was found then: whoever reads it sees that the answer is another. */
static void
a_changed_answer_changes_no_finding (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "string(//d:stands-for[@path='/dossier/lieu/qpv']/d:value)", "QP034099" },
    { "string(" ANSWER ("/dossier/lieu/qpv") "/d:value)", "QP034001" },
  };
  xmlDocPtr document;

  fixture_locate (fixture);
  fixture_set (fixture, "/dossier/lieu/qpv", "QP034001");
  document = build (fixture);
  assert_each (document, cases, G_N_ELEMENTS (cases));
  xmlFreeDoc (document);
}

static void
a_finding_that_does_not_apply_is_left_out (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[][2] = { { "count(//d:finding)", "0" } };
  xmlDocPtr document;

  fixture_locate (fixture);
  fixture_set (fixture, "/dossier/lieu/existe", "non");
  document = build (fixture);
  assert_each (document, cases, G_N_ELEMENTS (cases));
  xmlFreeDoc (document);
}

/* By the schema, or by what a schema cannot say. */
static void
a_wrong_finding_is_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "generation=\"2015\"", "generation=\"2016\"" },
    { "method=\"local-plane\"", "method=\"eye\"" },
    { "metres=\"127.43\"", "metres=\"NaN\"" },
    { "half-width=\"800.00\"", "half-width=\"0.00\"" },
    { "lon=\"3.690000\"", "lon=\"400.000000\"" },
    { "<ring>3", "<ring>3e9" },
    { "<ring>3", "<ring>999" },
    { "<qpv code=\"QP034099\"", "<qpv code=\"QN034099\"" },
    { "from=\"answer\"", "from=\"elsewhere\"" },
    { "<stands-for path=\"/dossier", "<stands-for path=\"dossier" },
  };
  xmlDocPtr built;
  g_autoptr (GBytes) good = NULL;

  fixture_locate (fixture);
  built = etb_document_build (fixture->dossier, fixture->at, NULL);
  good = etb_document_to_bytes (built);
  xmlFreeDoc (built);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GString *text
          = g_string_new_len (g_bytes_get_data (good, NULL), (gssize)g_bytes_get_size (good));
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i][1]);
      g_assert_cmpuint (g_string_replace (text, cases[i][0], cases[i][1], 1), ==, 1);
      bytes = g_string_free_to_bytes (text);
      g_assert_null (etb_document_read (bytes, &error));
      g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT);
    }
}

/* Every ring is allowed, all of them together are not. */
static void
too_many_points_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) ring = g_string_new ("<ring>");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GString *text;
  xmlDocPtr built;

  fixture_locate (fixture);
  built = etb_document_build (fixture->dossier, fixture->at, NULL);
  bytes = etb_document_to_bytes (built);
  xmlFreeDoc (built);
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes));
  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (ring, "%s3.6%05u,43.400000", i > 0 ? " " : "", i);
  g_string_append (ring, "</ring><ring>");
  g_assert_cmpuint (g_string_replace (text, "<ring>", ring->str, 0), ==, 4);
  g_bytes_unref (bytes);
  bytes = g_string_free_to_bytes (text);
  g_assert_null (etb_document_read (bytes, &error));
  g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT);
  g_assert_nonnull (strstr (error->message, "ring"));
}

static void
help (Fixture *fixture, const char *section)
{
  const char *const sections[] = { section, NULL };
  const EtbAssistanceTerms terms = { "Camille <M>", "Mairie & Cie", "benevole", sections, 31 };
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_dossier_begin_assistance (fixture->dossier, &terms, &error));
  g_assert_no_error (error);
}

static void
help_is_told_and_whose_each_answer_is (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *expression;
    const char *wanted;
  } cases[] = {
    { "count(/d:dossier/d:assistance/d:help)", "2" },
    { "string(//d:help[1]/d:helper)", "Camille <M>" },
    { "string(//d:help[1]/d:organisation)", "Mairie & Cie" },
    { "string(//d:help[1]/@status)", "benevole" },
    { "string(//d:help[1]/d:status)", "Volunteer" },
    { "string(//d:help[1]/@mandate-days)", "31" },
    { "string(//d:help[1]/d:section/@task)", "porteur" },
    { "string(//d:help[1]/d:section/d:label)", "Le porteur" },
    { "string(//d:help[1]/d:consent/@version)", "etabli-1" },
    { "string-length(//d:help[1]/@began)", "20" },
    { "string-length(//d:help[1]/@ended)", "20" },
    { "string-length(//d:help[1]/@read-back)", "20" },
    { "count(//d:help[2]/@ended)", "0" },
    { "count(//d:help[2]/@read-back)", "0" },
    { "string(" ANSWER ("/dossier/porteur/nom") "/@author)", "accompagnant" },
    { "string(" ANSWER ("/dossier/porteur/nom") "/@read-back)", "accepted" },
    { "string(//d:help[@id=" ANSWER ("/dossier/porteur/nom") "/@assistance]/d:helper)",
      "Camille <M>" },
    { "count(//d:help[2][@id=" ANSWER ("/dossier/projet/presentation") "/@assistance])", "1" },
    { "count(" ANSWER ("/dossier/projet/presentation") "/@read-back)", "0" },
    { "string(" ANSWER ("/dossier/porteur/siret") "/@author)", "porteur" },
    { "count(" ANSWER ("/dossier/porteur/siret") "/@assistance)", "0" },
  };
  xmlDocPtr document;
  g_autofree char *text = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *digest = NULL;

  help (fixture, "porteur");
  fixture_set (fixture, "/dossier/porteur/nom", "La Halle");
  g_assert_true (etb_dossier_end_assistance (fixture->dossier, NULL));
  g_assert_true (etb_dossier_accept_page (fixture->dossier, NULL, NULL));
  help (fixture, "projet");
  fixture_set (fixture, "/dossier/projet/presentation", "Un autre titre");

  document = build (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = evaluate (document, cases[i].expression);

      g_test_message ("%s", cases[i].expression);
      g_assert_cmpstr (found, ==, cases[i].wanted);
    }
  /* Whoever receives it can take the digest of the wording again. */
  text = evaluate (document, "string(//d:help[1]/d:consent)");
  sha256 = evaluate (document, "string(//d:help[1]/d:consent/@sha256)");
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_assert_cmpstr (sha256, ==, digest);
  xmlFreeDoc (document);
}

static void
without_help_nothing_is_said_of_it (Fixture *fixture, gconstpointer data)
{
  xmlDocPtr document = etb_document_build (fixture->dossier, fixture->at, NULL);
  g_autoptr (GBytes) bytes = etb_document_to_bytes (document);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  g_assert_null (g_strstr_len (text, (gssize)length, "assistance"));
  g_assert_null (g_strstr_len (text, (gssize)length, "help"));
  g_assert_null (g_strstr_len (text, (gssize)length, "accompagnant"));
  g_assert_null (g_strstr_len (text, (gssize)length, "read-back"));
  g_assert_null (g_strstr_len (text, (gssize)length, "consent"));
  xmlFreeDoc (document);
}

static void
an_answer_of_nobody_is_refused (Fixture *fixture, gconstpointer data)
{
  xmlDocPtr built;
  g_autoptr (GBytes) good = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GString *text;

  help (fixture, "porteur");
  fixture_set (fixture, "/dossier/porteur/nom", "La Halle");
  built = etb_document_build (fixture->dossier, fixture->at, NULL);
  good = etb_document_to_bytes (built);
  xmlFreeDoc (built);
  text = g_string_new_len (g_bytes_get_data (good, NULL), (gssize)g_bytes_get_size (good));
  g_assert_cmpuint (g_string_replace (text, "assistance=\"", "assistance=\"x", 1), ==, 1);
  bytes = g_string_free_to_bytes (text);
  g_assert_null (etb_document_read (bytes, &error));
  g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT);
}

static void
an_incomplete_dossier_makes_a_valid_document (Fixture *fixture, gconstpointer data)
{
  xmlDocPtr document;
  g_autofree char *eligible = NULL;

  fixture_set (fixture, "/dossier/demande/total", "beaucoup");
  fixture_set (fixture, "/dossier/porteur/nom", "");
  document = build (fixture);
  eligible = evaluate (document, "string(//d:verdicts/@eligible)");
  g_assert_cmpstr (eligible, !=, "yes");
  xmlFreeDoc (document);
}

static void
replace (GString *text, const char *what, const char *with)
{
  g_assert_cmpuint (g_string_replace (text, what, with, 1), ==, 1);
}

/* What a document claims is checked before it is believed. */
static void
a_wrong_document_is_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *what;
    const char *with;
    gboolean valid; /* by the schema: refused when its answers are put back */
  } cases[] = {
    { "version=\"1\"", "version=\"2\"", FALSE },
    { "urn:etabli:dossier:1", "urn:etabli:dossier:9", FALSE },
    { "<dossier ", "<!DOCTYPE dossier><dossier ", FALSE },
    { "type=\"siret\"", "type=\"numero\"", FALSE },
    { "eligible=\"yes\"", "eligible=\"oui\"", FALSE },
    { "entry=\"pieces/", "entry=\"../", FALSE },
    { "criterion=\"plancher\"", "criterion=\"personne-morale\"", FALSE },
    { "path=\"/dossier/porteur/siret\"", "path=\"//siret\"", FALSE },
    { "</dossier>", "", FALSE },
    { "path=\"/dossier/porteur/siret\"", "path=\"/dossier/porteur/absent\"", TRUE },
    { "path=\"/dossier/porteur/siret\"", "path=\"/dossier/porteur/nom\"", TRUE },
    { "path=\"/dossier/porteur/siret\"", "path=\"/dossier/porteur\"", TRUE },
    { "path=\"/dossier/partenaire[2]\"", "path=\"/dossier/partenaire[3]\"", TRUE },
    { "<repeat path=\"/dossier/partenaire\"", "<repeat path=\"/dossier/lieu\"", TRUE },
  };
  xmlDocPtr built = etb_document_build (fixture->dossier, fixture->at, NULL);
  g_autoptr (GBytes) good = etb_document_to_bytes (built);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GString *text
          = g_string_new_len (g_bytes_get_data (good, NULL), (gssize)g_bytes_get_size (good));
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      xmlDocPtr document;

      replace (text, cases[i].what, cases[i].with);
      bytes = g_string_free_to_bytes (text);
      document = etb_document_read (bytes, &error);
      if (!cases[i].valid)
        {
          g_assert_null (document);
          g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT);
          continue;
        }
      g_assert_no_error (error);
      g_assert_null (
          etb_document_to_instance (document, etb_dossier_get_call (fixture->dossier), &error));
      g_assert_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT);
      xmlFreeDoc (document);
    }
  xmlFreeDoc (built);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/document/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("what-was-found-of-the-place-is-told", what_was_found_of_the_place_is_told);
  ADD ("a-changed-answer-changes-no-finding", a_changed_answer_changes_no_finding);
  ADD ("a-finding-that-does-not-apply-is-left-out", a_finding_that_does_not_apply_is_left_out);
  ADD ("a-wrong-finding-is-refused", a_wrong_finding_is_refused);
  ADD ("too-many-points-are-refused", too_many_points_are_refused);
  ADD ("help-is-told-and-whose-each-answer-is", help_is_told_and_whose_each_answer_is);
  ADD ("without-help-nothing-is-said-of-it", without_help_nothing_is_said_of_it);
  ADD ("an-answer-of-nobody-is-refused", an_answer_of_nobody_is_refused);
  ADD ("says-what-the-dossier-says", the_document_says_what_the_dossier_says);
  ADD ("hostile-names-get-entries-of-their-own", hostile_names_get_entries_of_their_own);
  ADD ("what-does-not-apply-is-left-out", what_does_not_apply_is_left_out);
  ADD ("the-day-of-the-rules-is-that-of-the-instant", the_day_of_the_rules_is_that_of_the_instant);
  ADD ("communes-have-their-name-where-it-is-known", communes_have_their_name_where_it_is_known);
  ADD ("the-same-dossier-gives-the-same-bytes", the_same_dossier_gives_the_same_bytes);
  ADD ("the-answers-come-back", the_answers_come_back);
  ADD ("an-incomplete-dossier-makes-a-valid-document",
       an_incomplete_dossier_makes_a_valid_document);
  ADD ("a-wrong-document-is-refused", a_wrong_document_is_refused);
  return g_test_run ();
}
