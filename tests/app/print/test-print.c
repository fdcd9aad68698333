/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the printed dossier holds every value of its document, as an independent reader
 * (pdftotext) sees it. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "etb-element.h"
#include "etb-print.h"

static xmlDocPtr
read_sample (void)
{
  g_autofree char *file = g_build_filename (g_getenv ("ETB_TEST_DATA"), "dossier.xml", NULL);
  xmlDocPtr document = xmlReadFile (file, NULL, XML_PARSE_NONET);

  g_assert_nonnull (document);
  return document;
}

static GBytes *
print_document (xmlDocPtr document)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = etb_print_document (document, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pdf);
  return pdf;
}

/* All but white space: where lines are broken is the paper's business. */
static char *
squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (squeezed, c);
    }

  return g_string_free (squeezed, FALSE);
}

/* What a program of poppler-utils prints of a PDF: @arguments, then the file, then @last. NULL when
 * it is not installed. */
static char *
run_poppler (GBytes *pdf, const char *const *arguments, const char *last)
{
  g_autofree char *program = g_find_program_in_path (arguments[0]);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (program == NULL)
    return NULL;

  folder = g_dir_make_tmp ("etabli-print-XXXXXX", &error);
  g_assert_no_error (error);
  file = g_build_filename (folder, "dossier.pdf", NULL);
  g_file_set_contents (file, g_bytes_get_data (pdf, NULL), (gssize)g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *)arguments[i]);
  g_ptr_array_add (argv, file);
  g_ptr_array_add (argv, (char *)last);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *)argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  g_unlink (file);
  g_rmdir (folder);
  return text;
}

/* The words between the running heads and the foot, in the order they were drawn; NULL when there
 * is no pdftotext here. */
static char *
read_back (GBytes *pdf)
{
  static const char *const command[]
      = { "pdftotext", "-raw", "-r", "72",  "-x",   "0",     "-y", "58",
          "-W",        "596",  "-H", "730", "-enc", "UTF-8", NULL };
  g_autofree char *text = run_poppler (pdf, command, "-");

  return text != NULL ? squeeze (text) : NULL;
}

static guint
assert_all_printed (xmlDocPtr document, const char *printed, const char *expression)
{
  xmlXPathContextPtr context = xmlXPathNewContext (document);
  xmlXPathObjectPtr found;
  guint checked = 0;

  xmlXPathRegisterNs (context, (const xmlChar *)"d", (const xmlChar *)ETB_DOCUMENT_NAMESPACE);
  found = xmlXPathEvalExpression ((const xmlChar *)expression, context);
  g_assert_nonnull (found);
  for (int i = 0; found->nodesetval != NULL && i < found->nodesetval->nodeNr; i++)
    {
      xmlChar *content = xmlNodeGetContent (found->nodesetval->nodeTab[i]);
      g_autofree char *wanted = squeeze ((const char *)content);

      xmlFree (content);
      if (*wanted == '\0')
        continue;
      if (strstr (printed, wanted) == NULL)
        g_error ("%s is not on paper: %s", expression, wanted);
      checked++;
    }

  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  return checked;
}

static void
every_value_of_the_document_is_on_paper (void)
{
  xmlDocPtr document = read_sample ();
  g_autoptr (GBytes) pdf = print_document (document);
  g_autofree char *printed = read_back (pdf);

  if (printed == NULL)
    g_test_skip ("pdftotext is not installed");
  else
    {
      /* Texts of answers, cells, criteria and attestations; every label; every source. */
      g_assert_cmpuint (assert_all_printed (document, printed, "//d:text"), >, 80);
      g_assert_cmpuint (assert_all_printed (document, printed, "//d:label"), >, 60);
      g_assert_cmpuint (assert_all_printed (document, printed, "//d:title | //d:quote"), ==, 9);
      g_assert_cmpuint (assert_all_printed (document, printed,
                                            "/d:dossier/d:applicant/* | /d:dossier/d:signatory/*"
                                            " | /d:dossier/d:call/d:publisher"),
                        ==, 6);
      g_assert_cmpuint (
          assert_all_printed (document, printed,
                              "//d:file/@name | //d:file/@entry | //d:file/@sha256"
                              " | //d:file/@type | //d:file/@dated | //d:piece/@code"),
          ==, 21);
      g_assert_cmpuint (assert_all_printed (document, printed,
                                            "//d:call/@id | //d:call/@edition | //d:call/@digest | "
                                            "//d:track/@id | //d:made/@program | //d:row/@code"
                                            " | //d:journal/@*"),
                        >, 30);
    }
  xmlFreeDoc (document);
}

static void
the_same_document_gives_the_same_bytes (void)
{
  xmlDocPtr document = read_sample ();
  g_autoptr (GBytes) first = print_document (document);
  g_autoptr (GBytes) second = print_document (document);

  g_assert_true (g_bytes_equal (first, second));
  xmlFreeDoc (document);
}

static guint
count (const char *haystack, const char *needle)
{
  guint n = 0;

  for (const char *p = haystack; (p = strstr (p, needle)) != NULL; p++)
    n++;
  return n;
}

static void
the_outline_leads_to_tasks_and_pages (void)
{
  static const char *const command[] = { "pdftohtml", "-xml", "-stdout", "-i", NULL };
  xmlDocPtr document = read_sample ();
  g_autoptr (GBytes) pdf = print_document (document);
  g_autofree char *text = run_poppler (pdf, command, NULL);

  if (text == NULL)
    g_test_skip ("pdftohtml is not installed");
  else
    {
      /* 3 tasks, 5 pages, 5 sections of the paper. */
      g_assert_cmpuint (count (text, "<item page="), ==, 13);
      g_assert_nonnull (strstr (text, "Le territoire et ses besoins</item>"));
      /* Each line of the contents is a link, label and number. */
      g_assert_cmpuint (count (text, "<a href="), >=, 8);
    }
  xmlFreeDoc (document);
}

/* How deep a line of pdfinfo -struct is. */
static guint
depth_of (const char *line)
{
  return (guint)strspn (line, " ") / 2;
}

/* Parts stand where PDF 1.7 (14.8.4) lets them stand: a row in a table, a cell in a row, an item in
 * a list. */
static void
assert_parents (const char *structure)
{
  static const char *const nesting[][2]
      = { { "Table", "Sect" }, { "TR", "Table" }, { "TH", "TR" },    { "TD", "TR" },
          { "LI", "L" },       { "Lbl", "LI" },   { "LBody", "LI" }, { "TOCI", "TOC" } };
  g_auto (GStrv) lines = g_strsplit (structure, "\n", -1);
  const char *parents[16] = { NULL };

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      const guint depth = depth_of (lines[i]);
      char *name = g_strstrip (lines[i]);

      name[strcspn (name, " ")] = '\0';
      g_assert_cmpuint (depth, <, G_N_ELEMENTS (parents));
      parents[depth] = name;
      for (gsize j = 0; j < G_N_ELEMENTS (nesting); j++)
        if (g_str_equal (name, nesting[j][0]))
          g_assert_cmpstr (parents[depth - 1], ==, nesting[j][1]);
    }
}

static void
the_file_has_a_structure (void)
{
  static const char *const command[] = { "pdfinfo", "-struct", NULL };
  xmlDocPtr document = read_sample ();
  g_autoptr (GBytes) pdf = print_document (document);
  g_autofree char *text = run_poppler (pdf, command, NULL);

  if (text == NULL)
    g_test_skip ("pdfinfo is not installed");
  else
    {
      g_assert_true (g_str_has_prefix (text, "Document\n"));
      /* The title, 3 tasks and 5 sections of the paper; 5 pages, and the word Contents. */
      g_assert_cmpuint (count (text, " H1 "), ==, 9);
      g_assert_cmpuint (count (text, " H2 "), ==, 6);
      g_assert_cmpuint (count (text, " Sect"), ==, 13);
      g_assert_cmpuint (count (text, "TOCI"), ==, 8);
      g_assert_cmpuint (count (text, " Table "), >, 0);
      assert_parents (text);
    }
  xmlFreeDoc (document);
}

/* The sample with two amounts held to one ceiling, the second above it. */
static xmlDocPtr
read_held_sample (void)
{
  static const char answer[]
      = "<answer path=\"/dossier/demande/an%d\" type=\"amount\"><label>Somme %d</label>"
        "<value>%d.00</value><text>%d €</text></answer>";
  static const char *const ends[] = { "</verdict><verdict criterion=\"montant-annuel",
                                      "</verdict><verdict criterion=\"plancher-75" };
  static const char ceiling[]
      = "<ceiling path=\"/dossier/demande/an%d\"><value>50000.00</value><text>50 000 €</text>"
        "</ceiling>%s";
  g_autofree char *file = g_build_filename (g_getenv ("ETB_TEST_DATA"), "dossier.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) held = NULL;
  xmlDocPtr document;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  held = g_string_new (text);
  for (int i = 1; i <= 2; i++)
    {
      g_autofree char *one = g_strdup_printf (answer, i, i, 40001 * i, 40001 * i);
      g_autofree char *added = g_strconcat (one, "</page></task></answers>", NULL);
      g_autofree char *most = g_strdup_printf (ceiling, i, ends[i - 1]);

      g_assert_cmpuint (g_string_replace (held, "</page></task></answers>", added, 1), ==, 1);
      g_assert_cmpuint (g_string_replace (held, ends[i - 1], most, 1), ==, 1);
    }
  document = xmlReadMemory (held->str, (int)held->len, NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  return document;
}

/* The sample with what was found of its place, which gave @value as SIRET. */
static xmlDocPtr
read_located_sample (const char *value)
{
  g_autofree char *file = g_build_filename (g_getenv ("ETB_TEST_DATA"), "dossier.xml", NULL);
  g_autofree char *text = NULL;
  g_autofree char *finding = NULL;
  g_autofree char *located = NULL;
  char *verdicts, *end;
  xmlDocPtr document;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_true (g_file_get_contents (g_getenv ("ETB_TEST_FINDING"), &finding, NULL, NULL));
  verdicts = strstr (text, "<verdicts ");
  end = strstr (finding, "</finding>");
  g_assert_true (verdicts != NULL && end != NULL);
  *end = '\0';
  located = g_strdup_printf (
      "%.*s%s<stands-for path=\"/dossier/porteur/siret\"><label>Numéro</label><value>%s</value>"
      "<text>%s</text></stands-for></finding>%s",
      (int)(verdicts - text), text, finding, value, value, verdicts);
  document = xmlReadMemory (located, (int)strlen (located), NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  return document;
}

static char *
get_siret (void)
{
  xmlDocPtr document = read_sample ();
  xmlXPathContextPtr context = xmlXPathNewContext (document);
  xmlXPathObjectPtr found;
  xmlChar *text;
  char *siret;

  xmlXPathRegisterNs (context, (const xmlChar *)"d", (const xmlChar *)ETB_DOCUMENT_NAMESPACE);
  found = xmlXPathEvalExpression (
      (const xmlChar *)"string(//d:answer[@path='/dossier/porteur/siret']/d:value)", context);
  text = xmlXPathCastToString (found);
  siret = g_strdup ((const char *)text);
  xmlFree (text);
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  xmlFreeDoc (document);
  g_assert_cmpuint (strlen (siret), ==, 14);
  return siret;
}

/* The finding and its map, with the answer that it gave; and that the answer is another, when it
 * is. */
static void
what_was_found_is_on_paper_for_its_answers_alone (void)
{
  static const char *const structure[] = { "pdfinfo", "-struct", NULL };
  g_autofree char *siret = get_siret ();

  for (int changed = 0; changed <= 1; changed++)
    {
      xmlDocPtr document = read_located_sample (changed ? "12345678900000" : siret);
      g_autoptr (GBytes) pdf = print_document (document);
      g_autoptr (GBytes) again = print_document (document);
      g_autofree char *printed = read_back (pdf);
      g_autofree char *parts = run_poppler (pdf, structure, NULL);

      g_assert_true (g_bytes_equal (pdf, again));
      if (printed == NULL || parts == NULL)
        g_test_skip ("poppler-utils is not installed");
      else
        {
          g_assert_cmpuint (assert_all_printed (document, printed,
                                                "//d:finding/d:label | //d:finding/d:text | "
                                                "//d:finding/d:dataset/d:file | "
                                                "//d:finding//d:name | //d:finding//@code | "
                                                "//d:finding/d:dataset/@sha256 | "
                                                "//d:finding/d:place/@* | "
                                                "//d:finding/@generation | //d:stands-for/d:text"),
                            ==, 16);
          g_assert_cmpuint (count (printed, "notaruleofthiscall"), ==, 1);
          g_assert_cmpuint (count (printed, "300m"), ==, 2);
          g_assert_cmpuint (count (printed, "Asanswered"), ==, !changed);
          g_assert_cmpuint (count (printed, "Theanswerisanothernow"), ==, changed);
          g_assert_cmpuint (count (printed, "nolongeragrees"), ==, changed);
          g_assert_cmpuint (count (parts, "Figure"), ==, 1);
        }
      xmlFreeDoc (document);
    }
}

/* Whatever a stranger writes as a place is drawn, or not: it is printed all the same. */
static void
an_absurd_place_is_printed_all_the_same (void)
{
  static const char *const cases[][2] = {
    { "half-width=\"800.00\"", "half-width=\"0.00\"" },
    { "half-width=\"800.00\"", "half-width=\"nan\"" },
    { "half-width=\"800.00\"", "half-width=\"999999.99\"" },
    { "lat=\"43.410000\"", "lat=\"90\"" },
    { "lon=\"3.690000\"", "lon=\"inf\"" },
    { "left-out=\"2\"", "left-out=\"-9\"" },
    { "<ring>", "<ring>1,2 x,y , 3 4,5,6 nan,nan 1e308,1e308 " },
    { "<ring>", "<ring/><ring>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      xmlDocPtr document = read_located_sample ("0");
      xmlChar *text = NULL;
      int length = 0;
      g_autoptr (GString) absurd = NULL;
      g_autoptr (GBytes) pdf = NULL;

      xmlDocDumpMemory (document, &text, &length);
      absurd = g_string_new ((const char *)text);
      xmlFree (text);
      xmlFreeDoc (document);
      g_assert_cmpuint (g_string_replace (absurd, cases[i][0], cases[i][1], 1), ==, 1);
      document = xmlReadMemory (absurd->str, (int)absurd->len, NULL, NULL, XML_PARSE_NONET);
      pdf = print_document (document);
      xmlFreeDoc (document);
    }
}

/* What a figure shows is said in the file, for those who do not see it, and so is the language. */
static void
the_file_says_its_language_and_its_figures (void)
{
  static const char *const command[] = { "pdfinfo", "-struct", NULL };
  xmlDocPtr document = read_held_sample ();
  g_autoptr (GBytes) pdf = print_document (document);
  g_autofree char *structure = run_poppler (pdf, command, NULL);
  g_autofree char *printed = read_back (pdf);
  gsize length = 0;
  const char *bytes = g_bytes_get_data (pdf, &length);

  if (memmem (bytes, length, "/ObjStm", strlen ("/ObjStm")) != NULL)
    {
      g_test_skip ("this release of cairo packs its objects");
      xmlFreeDoc (document);
      return;
    }
  g_assert_nonnull (memmem (bytes, length, "/Lang (fr)", strlen ("/Lang (fr)")));
  /* "Amounts…", in UTF-16. */
  g_assert_nonnull (memmem (bytes, length, "/Alt <FEFF0041006D", strlen ("/Alt <FEFF0041006D")));
  if (structure == NULL)
    g_test_skip ("pdfinfo is not installed");
  else
    g_assert_cmpuint (count (structure, "Figure"), ==, 1);
  if (printed != NULL)
    {
      /* Told in words, not by a length alone: of the second amount, not of the first. */
      g_assert_cmpuint (count (printed, "abovetheceiling"), ==, 1);
      g_assert_nonnull (strstr (printed, "80002€–abovetheceiling"));
    }
  xmlFreeDoc (document);
}

static void
set_text (xmlDocPtr document, const char *expression, const char *text)
{
  xmlXPathContextPtr context = xmlXPathNewContext (document);
  xmlXPathObjectPtr found;

  xmlXPathRegisterNs (context, (const xmlChar *)"d", (const xmlChar *)ETB_DOCUMENT_NAMESPACE);
  found = xmlXPathEvalExpression ((const xmlChar *)expression, context);
  g_assert_nonnull (found);
  g_assert_cmpint (found->nodesetval->nodeNr, >, 0);
  xmlNodeSetContent (found->nodesetval->nodeTab[0], NULL);
  xmlNodeAddContent (found->nodesetval->nodeTab[0], (const xmlChar *)text);
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
}

/* One text without a space, higher than several pages. */
static char *
make_endless_word (guint length)
{
  GString *word = g_string_new (NULL);

  for (guint i = 0; word->len < length; i++)
    g_string_append_printf (word, "mot%u", i);
  return g_string_free (word, FALSE);
}

/* Whether @word is in @printed, in order and whole, in a few runs at most: the cell beside it is
 * drawn between what two pages hold of it. */
static gboolean
is_printed_in_runs (const char *printed, const char *word)
{
  for (int runs = 0; runs < 12; runs++)
    {
      g_autofree char *beginning = g_strndup (word, 24);
      const char *p = strstr (printed, beginning);

      if (p == NULL)
        return FALSE;
      while (*word != '\0' && *p == *word)
        {
          p++;
          word++;
        }
      if (*word == '\0')
        return TRUE;
      printed = p;
    }

  return FALSE;
}

static void
nothing_is_cut_however_long (gconstpointer data)
{
  const char *expression = data;
  xmlDocPtr document = read_sample ();
  g_autofree char *word = make_endless_word (14000);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *printed = NULL;

  set_text (document, expression, word);
  pdf = print_document (document);
  printed = read_back (pdf);
  if (printed == NULL)
    g_test_skip ("pdftotext is not installed");
  else
    g_assert_true (is_printed_in_runs (printed, word));
  xmlFreeDoc (document);
}

/* A word that is cut gets no hyphen: an address would read as another one. */
static void
no_sign_is_added (void)
{
  static const char word[]
      = "anticonstitutionnellementanticonstitutionnellementanticonstitutionnellement"
        "anticonstitutionnellementanticonstitutionnellementanticonstitutionnelle";
  xmlDocPtr document = read_sample ();
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *printed = NULL;

  set_text (document, "//d:applicant/d:name", word);
  pdf = print_document (document);
  printed = read_back (pdf);
  if (printed == NULL)
    g_test_skip ("pdftotext is not installed");
  else
    g_assert_nonnull (strstr (printed, word));
  xmlFreeDoc (document);
}

static void
a_draft_says_so (void)
{
  xmlDocPtr document = read_sample ();
  xmlNodePtr made = etb_element_child (xmlDocGetRootElement (document), "made");
  g_autoptr (GBytes) plain = print_document (document);
  g_autoptr (GBytes) draft = NULL;
  g_autofree char *plain_text = read_back (plain);
  g_autofree char *draft_text = NULL;

  xmlNewProp (made, (const xmlChar *)"draft", (const xmlChar *)"true");
  draft = print_document (document);
  draft_text = read_back (draft);
  if (plain_text == NULL)
    g_test_skip ("pdftotext is not installed");
  else
    {
      g_assert_null (strstr (plain_text, "Draft:"));
      g_assert_nonnull (strstr (draft_text, "Draft:"));
    }
  xmlFreeDoc (document);
}

/* The sample with help: one answer accepted, one cell not read back yet. */
static xmlDocPtr
read_helped_sample (void)
{
  static const char help[]
      = "<assistance><help id=\"k7\" status=\"agent\" began=\"2019-09-28T08:00:00Z\" "
        "ended=\"2019-09-28T10:00:00Z\" mandate-days=\"31\" read-back=\"2019-09-28T11:00:00Z\">"
        "<helper>Camille Martin</helper><organisation>Mairie d’Exemple</organisation>"
        "<status>Agent</status><section task=\"porteur\"><label>Le porteur du projet</label>"
        "</section><consent version=\"essai-3\" "
        "sha256=\"0000000000000000000000000000000000000000000000000000000000000000\">Premier "
        "paragraphe.\n\nSecond paragraphe.</consent></help></assistance></dossier>";
  g_autofree char *file = g_build_filename (g_getenv ("ETB_TEST_DATA"), "dossier.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) helped = NULL;
  xmlDocPtr document;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  helped = g_string_new (text);
  g_string_replace (helped, "</dossier>", help, 1);
  g_assert_cmpuint (g_string_replace (helped, "/porteur/nom\" type=\"text\" author=\"porteur\"",
                                      "/porteur/nom\" type=\"text\" author=\"accompagnant\" "
                                      "assistance=\"k7\" read-back=\"accepted\"",
                                      1),
                    ==, 1);
  g_assert_cmpuint (g_string_replace (helped, "/c602/an2\" author=\"porteur\"",
                                      "/c602/an2\" author=\"accompagnant\" assistance=\"k7\"", 1),
                    ==, 1);
  document = xmlReadMemory (helped->str, (int)helped->len, NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  return document;
}

static void
help_is_on_paper (void)
{
  static const char *const values[]
      = { "//d:help/d:helper",   "//d:help/d:organisation", "//d:help/d:status",
          "//d:section/d:label", "//d:help/d:consent",      "//d:consent/@sha256",
          "//d:consent/@version" };
  static const char *const words[] = {
    "Typed by Camille Martin (Mairie d’Exemple), read back and accepted by the applicant",
    "Typed by Camille Martin (Mairie d’Exemple), not read back by the applicant yet: ",
    "31 days",
  };
  xmlDocPtr document = read_helped_sample ();
  g_autoptr (GBytes) pdf = print_document (document);
  g_autofree char *printed = read_back (pdf);

  if (printed == NULL)
    g_test_skip ("pdftotext is not installed");
  for (gsize i = 0; printed != NULL && i < G_N_ELEMENTS (values); i++)
    g_assert_cmpuint (assert_all_printed (document, printed, values[i]), ==, 1);
  for (gsize i = 0; printed != NULL && i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *wanted = squeeze (words[i]);

      if (strstr (printed, wanted) == NULL)
        g_error ("not on paper: %s", words[i]);
    }
  xmlFreeDoc (document);
}

static void
without_help_paper_says_nothing_of_it (void)
{
  xmlDocPtr document = read_sample ();
  g_autoptr (GBytes) pdf = print_document (document);
  g_autofree char *printed = read_back (pdf);

  if (printed == NULL)
    g_test_skip ("pdftotext is not installed");
  else
    {
      g_assert_null (strstr (printed, "Helpinperson"));
      g_assert_null (strstr (printed, "Typedby"));
    }
  xmlFreeDoc (document);
}

static void
another_document_is_refused (void)
{
  const char *others[] = {
    "<html/>",
    "<dossier/>",
    "<dossier xmlns='urn:etabli:dossier:2'/>",
    "<call xmlns='urn:etabli:dossier:1'/>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;
      xmlDocPtr document
          = xmlReadMemory (others[i], (int)strlen (others[i]), NULL, NULL, XML_PARSE_NONET);

      g_assert_null (etb_print_document (document, NULL, &error));
      g_assert_error (error, ETB_PRINT_ERROR, ETB_PRINT_ERROR_DOCUMENT);
      xmlFreeDoc (document);
    }
}

static void
an_empty_document_still_prints (void)
{
  const char text[] = "<dossier xmlns='urn:etabli:dossier:1'/>";
  xmlDocPtr document = xmlReadMemory (text, sizeof text - 1, NULL, NULL, XML_PARSE_NONET);
  g_autoptr (GBytes) pdf = print_document (document);

  g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
  xmlFreeDoc (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/every-value-of-the-document-is-on-paper",
                   every_value_of_the_document_is_on_paper);
  g_test_add_func ("/print/help-is-on-paper", help_is_on_paper);
  g_test_add_func ("/print/without-help-paper-says-nothing-of-it",
                   without_help_paper_says_nothing_of_it);
  g_test_add_func ("/print/what-was-found-is-on-paper-for-its-answers-alone",
                   what_was_found_is_on_paper_for_its_answers_alone);
  g_test_add_func ("/print/an-absurd-place-is-printed-all-the-same",
                   an_absurd_place_is_printed_all_the_same);
  g_test_add_func ("/print/the-same-document-gives-the-same-bytes",
                   the_same_document_gives_the_same_bytes);
  g_test_add_func ("/print/the-outline-leads-to-tasks-and-pages",
                   the_outline_leads_to_tasks_and_pages);
  g_test_add_func ("/print/the-file-has-a-structure", the_file_has_a_structure);
  g_test_add_func ("/print/the-file-says-its-language-and-its-figures",
                   the_file_says_its_language_and_its_figures);
  g_test_add_data_func ("/print/nothing-is-cut/long-answer", "//d:answer[@type='long-text']/d:text",
                        nothing_is_cut_however_long);
  g_test_add_data_func ("/print/nothing-is-cut/label", "//d:answer/d:label",
                        nothing_is_cut_however_long);
  g_test_add_data_func ("/print/nothing-is-cut/row-of-a-table", "//d:row/d:label",
                        nothing_is_cut_however_long);
  g_test_add_data_func ("/print/nothing-is-cut/criterion", "//d:verdict/d:text",
                        nothing_is_cut_however_long);
  g_test_add_data_func ("/print/nothing-is-cut/attestation", "//d:attestation/d:text",
                        nothing_is_cut_however_long);
  g_test_add_data_func ("/print/nothing-is-cut/name-of-the-applicant", "//d:applicant/d:name",
                        nothing_is_cut_however_long);
  g_test_add_func ("/print/no-sign-is-added", no_sign_is_added);
  g_test_add_func ("/print/a-draft-says-so", a_draft_says_so);
  g_test_add_func ("/print/another-document-is-refused", another_document_is_refused);
  g_test_add_func ("/print/an-empty-document-still-prints", an_empty_document_still_prints);
  return g_test_run ();
}
