/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the contract of the command line: exit statuses, one message, the fields of --json. */

#include <glib/gstdio.h>
#include <string.h>

#include "cli-harness.h"

#define ARTICLE "fabriques-de-territoire-2019-07"

static void
every_command_line_has_its_status (Cli *cli, gconstpointer data)
{
  static const struct
  {
    int status;
    const char *arguments[10];
  } cases[] = {
    { 2, { NULL } },
    { 2, { "rien", NULL } },
    { 0, { "--help", NULL } },
    { 0, { "--version", NULL } },
    { 0, { "check", "--help", NULL } },
    { 0, { "calls", NULL } },
    { 2, { "calls", "trop", NULL } },
    { 2, { "calls", "--inconnue", NULL } },
    { 2, { "lint", NULL } },
    { 0, { "calendar", NULL } },
    { 0, { "calendar", "--call", ARTICLE, "--track", "FNT", "--at", "2019-10-01", NULL } },
    { 1, { "calendar", "--call", "absent", NULL } },
    { 1, { "calendar", "--track", "absent", NULL } },
    { 2, { "calendar", "--at", "demain", NULL } },
    { 2, { "new", "x.etabli", NULL } },
    { 2, { "new", "x.etabli", "--call", ARTICLE, NULL } },
    { 1, { "new", "x.etabli", "--call", "absent", "--track", "FT", NULL } },
    { 1, { "new", "x.etabli", "--call", ARTICLE, "--track", "absent", NULL } },
    { 3, { "new", "x.etabli", "--call", "absent.xml", "--track", "FT", NULL } },
    { 1, { "new", "d.etabli", "--call", ARTICLE, "--track", "FT", NULL } },
    { 3, { "new", "absent/x.etabli", "--call", ARTICLE, "--track", "FT", NULL } },
    { 2, { "fill", "d.etabli", NULL } },
    { 3, { "fill", "absent.etabli", "r.xml", NULL } },
    { 3, { "fill", "d.etabli", "absent.xml", NULL } },
    { 3, { "fill", "d.etabli", "mdp", NULL } },
    { 2, { "set", "d.etabli", "/dossier/porteur/nom", NULL } },
    { 2, { "set", "d.etabli", "/dossier/porteur/nom", "x", "/dossier/porteur/siret", NULL } },
    { 1, { "set", "d.etabli", "/dossier/absent", "x", NULL } },
    { 1, { "set", "d.etabli", "/dossier/porteur/siret", "123", NULL } },
    { 1, { "get", "d.etabli", "/dossier/absent", NULL } },
    { 0, { "get", "d.etabli", NULL } },
    { 3, { "get", "absent.etabli", NULL } },
    { 2, { "attach", "d.etabli", "P-STAT", NULL } },
    { 1, { "attach", "d.etabli", "P-ABSENT", "mdp", NULL } },
    { 3, { "attach", "d.etabli", "P-STAT", "absent.pdf", NULL } },
    { 1, { "check", "d.etabli", NULL } },
    { 2, { "check", NULL } },
    { 2, { "check", "d.etabli", "--at", "2019-13-45", NULL } },
    { 3, { "check", "absent.etabli", NULL } },
    { 3, { "check", "mdp", NULL } },
    { 2, { "print", "d.etabli", NULL } },
    { 0, { "print", "d.etabli", "-o", "d.pdf", NULL } },
    { 3, { "print", "mdp", "-o", "x.pdf", NULL } },
    { 3, { "print", "absent", "-o", "x.pdf", NULL } },
    { 3, { "print", "d.etabli", "-o", "absent/x.pdf", NULL } },
    { 2, { "merge", "a", "b", NULL } },
    { 3, { "merge", "a", "b", "-o", "c", NULL } },
    { 2, { "identity", NULL } },
    { 2, { "identity", "create", NULL } },
    { 2, { "identity", "create", "Nom", "-o", "x.p12", NULL } },
    { 3, { "identity", "create", "Nom", "-o", "x.p12", "--password-file", "absent", NULL } },
    { 1, { "identity", "create", "Nom", "-o", "x.p12", "--password-file", "vide", NULL } },
    { 1, { "identity", "list", NULL } },
    { 2, { "export", "d.etabli", "-o", "x.asice", NULL } },
    { 3,
      { "export", "d.etabli", "-o", "x.asice", "--identity", "absent.p12", "--password-file", "mdp",
        NULL } },
    { 2, { "verify", NULL } },
    { 3, { "verify", "absent.asice", NULL } },
    { 3, { "verify", "mdp", NULL } },
    { 3, { "verify", "d.etabli", "--trust", "absent.pem", NULL } },
    { 2, { "extract", "x.asice", NULL } },
    { 3, { "extract", "absent.asice", "sortie", NULL } },
    { 3, { "extract", "mdp", "sortie", NULL } },
    { 1, { "territory", "status", NULL } },
    { 1, { "territory", "locate", "3.87", "43.61", NULL } },
    { 1, { "territory", "locate", "-0.57", "44.84", NULL } },
    { 2, { "territory", "locate", "3.87", NULL } },
    { 2, { "territory", "locate", "999", "43.61", NULL } },
    { 2, { "territory", "locate", "3,87", "43.61", NULL } },
    { 3, { "territory", "import", "absent.zip", NULL } },
  };

  cli_write (cli, "mdp", "secret\n");
  cli_write (cli, "vide", "\n");
  cli_run (cli, "new", "d.etabli", "--call", ARTICLE, "--track", "FT", NULL);
  cli_assert_status (cli, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *where = g_strjoinv (" ", (char **)cases[i].arguments);

      cli_runv (cli, cases[i].arguments);
      /* Help for who wrote nothing is more than a line. */
      if (cases[i].arguments[0] == NULL)
        g_assert_cmpint (cli->status, ==, cases[i].status);
      else
        cli_check_status (cli, cases[i].status, where);
    }
}

static void
places_are_found_as_json (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *first;

  cli_run (cli, "territory", "find", "Sète", "--json", NULL);
  cli_assert_status (cli, 0);
  root = cli_json (cli);
  first = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (root), "results"), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "kind"), ==, "commune");
  g_assert_cmpstr (json_object_get_string_member (first, "code"), ==, "34301");
  g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "Sète");
  g_assert_true (json_object_has_member (first, "postcode"));
  g_assert_true (json_object_has_member (first, "lon"));
  g_assert_true (json_object_has_member (first, "lat"));
  cli_run (cli, "territory", "find", "Xyzzyville-sur-Rien", NULL);
  cli_assert_status (cli, 1);
  cli_run (cli, "territory", "find", NULL);
  cli_assert_status (cli, 2);
}

static void
calls_and_their_calendar_as_json (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) calls = NULL;
  g_autoptr (JsonNode) calendar = NULL;
  JsonArray *array;
  JsonObject *track;

  cli_run (cli, "calls", "--json", NULL);
  cli_assert_status (cli, 0);
  calls = cli_json (cli);
  cli_assert_members (json_node_get_object (calls), "calls", NULL);
  array = json_object_get_array_member (json_node_get_object (calls), "calls");
  g_assert_cmpuint (json_array_get_length (array), ==, 2);
  cli_assert_members (json_array_get_object_element (array, 0), "id", "edition", "title", "tracks",
                      "state", "source", NULL);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (array, 0), "id"),
                   ==, ARTICLE);

  cli_run (cli, "calendar", "--call", ARTICLE, "--track", "FNT", "--at", "2019-10-15T23:59",
           "--json", NULL);
  cli_assert_status (cli, 0);
  calendar = cli_json (cli);
  cli_assert_members (json_node_get_object (calendar), "tracks", NULL);
  array = json_object_get_array_member (json_node_get_object (calendar), "tracks");
  g_assert_cmpuint (json_array_get_length (array), ==, 1);
  track = json_array_get_object_element (array, 0);
  cli_assert_members (track, "call", "track", "state", "deadline", "next_announcement", "waves",
                      NULL);
  g_assert_cmpstr (json_object_get_string_member (track, "state"), ==, "open");
  g_assert_cmpstr (json_object_get_string_member (track, "deadline"), ==,
                   "2019-10-15T23:59:59+02:00");
}

static void
a_calendar_file_is_in_utc_and_honest (Cli *cli, gconstpointer data)
{
  g_autofree char *path = cli_path (cli, "agenda.ics");
  g_autofree char *call = g_build_filename (g_getenv ("ETB_TEST_LITTLE"), "appel.xml", NULL);
  g_autofree char *home_calls = cli_path (cli, "home/etabli/calls");
  g_autofree char *installed = cli_path (cli, "home/etabli/calls/petit.xml");
  g_autofree char *definition = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (g_mkdir_with_parents (home_calls, 0700), ==, 0);
  g_assert_true (g_file_get_contents (call, &definition, NULL, NULL));
  g_assert_true (g_file_set_contents (installed, definition, -1, NULL));
  cli_run (cli, "calendar", "--call", "petit-appel", "--at", "2019-10-01", "--ics", "agenda.ics",
           NULL);
  cli_assert_status (cli, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  /* 23:59:59 in Paris: summer time on 15 October, winter time on 30 December. */
  g_assert_nonnull (strstr (text, "DTSTART:20191015T215959Z"));
  g_assert_nonnull (strstr (text, "DTSTART:20191230T225959Z"));
  /* A day is a day; a month is its first day, and says so. */
  g_assert_nonnull (strstr (text, "DTSTART;VALUE=DATE:20191120"));
  g_assert_nonnull (strstr (text, "DTSTART;VALUE=DATE:20200201"));
  g_assert_nonnull (strstr (text, "day not known"));
  /* Reminders, for deadlines alone: fourteen days, three days and a day before. */
  g_assert_nonnull (strstr (text, "TRIGGER:-P14D"));
  g_assert_nonnull (strstr (text, "TRIGGER:-P1D\r"));
  g_assert_null (strstr (text, "TRIGGER:PT9H"));
  /* What a text holds cannot end a line or a property. */
  g_assert_nonnull (strstr (text, "Le jour compris \\; sans délai."));
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR"));

  cli_run (cli, "calendar", "--ics", "absent/agenda.ics", NULL);
  cli_assert_status (cli, 3);
}

static void
slow_pieces_of_a_dossier_are_dates (Cli *cli, gconstpointer data)
{
  g_autofree char *path = cli_path (cli, "agenda.ics");
  g_autofree char *text = NULL;

  cli_run (cli, "new", "a.etabli", "--call", ARTICLE, "--track", "FNT", NULL);
  cli_run (cli, "calendar", "--dossier", "a.etabli", "--at", "2019-10-06", "--ics", "agenda.ics",
           NULL);
  cli_assert_status (cli, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, ".errand@etabli"));
  g_assert_nonnull (strstr (text, "TRIGGER:PT9H"));

  cli_run (cli, "calendar", "--dossier", "a.etabli", "--call", ARTICLE, NULL);
  cli_assert_status (cli, 2);
  cli_run (cli, "calendar", "--dossier", "absent.etabli", NULL);
  cli_assert_status (cli, 3);
}

static void
an_empty_dossier_is_unknown_never_no (Cli *cli, gconstpointer data)
{
  static const char *const tracks[] = { "FT", "FNT" };
  static const char *const calls[] = { ARTICLE, "fabriques-de-territoire-2020" };

  for (gsize i = 0; i < G_N_ELEMENTS (tracks) * G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *file = g_strdup_printf ("vide%zu.etabli", i);
      g_autoptr (JsonNode) node = NULL;
      JsonObject *root;

      cli_run (cli, "new", file, "--call", calls[i / 2], "--track", tracks[i % 2], NULL);
      cli_assert_status (cli, 0);
      cli_run (cli, "check", file, "--json", "--at", "2019-10-01", NULL);
      cli_assert_status (cli, 1);
      node = cli_json (cli);
      root = json_node_get_object (node);
      cli_assert_members (root, "call", "edition", "track", "at", "today", "eligible", "ready",
                          "criteria", "missing", "invalid", "pieces", "weight", "deadline", NULL);
      g_assert_cmpstr (json_object_get_string_member (root, "eligible"), ==, "unknown");
      g_assert_cmpstr (json_object_get_string_member (root, "at"), ==, "2019-10-01T00:00:00+02:00");
      g_assert_cmpstr (json_object_get_string_member (root, "today"), ==, "2019-10-01");
      g_assert_false (json_object_get_boolean_member (root, "ready"));
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "missing")), >,
                        5);
      cli_assert_members (
          json_array_get_object_element (json_object_get_array_member (root, "missing"), 0), "path",
          "label", NULL);
      cli_assert_members (
          json_array_get_object_element (json_object_get_array_member (root, "criteria"), 0), "id",
          "verdict", "effect", "reads", "rule", "text", "change", "source", NULL);
      cli_assert_members (
          json_array_get_object_element (json_object_get_array_member (root, "pieces"), 0), "code",
          "state", "files", NULL);
      cli_assert_members (json_object_get_object_member (root, "deadline"), "state", "instant",
                          "seconds_left", "next_announcement", NULL);
    }
}

static void
set_writes_all_or_nothing (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  cli_make_little (cli, "d.etabli");
  cli_run (cli, "set", "d.etabli", "/dossier/porteur/nom", "Autre nom", "/dossier/porteur/siret",
           "732 829 320 00075", NULL);
  cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->err, "/dossier/porteur/siret"));
  cli_run (cli, "set", "d.etabli", "/dossier/porteur/forme", "royaume", NULL);
  cli_assert_status (cli, 1);
  cli_run (cli, "set", "d.etabli", "/dossier/budget/total/an1", "1", NULL);
  cli_assert_status (cli, 1);
  cli_run (cli, "get", "d.etabli", "/dossier/porteur/siret", "/dossier/porteur/nom",
           "/dossier/budget/total/an1", "/dossier/projet/presentation", NULL);
  cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->out, ==,
                   "73282932000074\nL’Établi <test> & Cie\n31000.10\n"
                   "Premier paragraphe.\\n\\nSecond : « entre guillemets ».\n");

  cli_run (cli, "set", "d.etabli", "/dossier/demande/total", "61 234,5", "/dossier/lieu/ouverture",
           "15/10/2018", "/dossier/porteur/nom", "", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "get", "d.etabli", "/dossier/demande/total", "/dossier/lieu/ouverture",
           "/dossier/porteur/nom", "--json", NULL);
  cli_assert_status (cli, 0);
  node = cli_json (cli);
  cli_assert_members (json_node_get_object (node), "/dossier/demande/total",
                      "/dossier/lieu/ouverture", "/dossier/porteur/nom", NULL);
  g_assert_cmpstr (
      json_object_get_string_member (json_node_get_object (node), "/dossier/demande/total"), ==,
      "61234.50");
  g_assert_cmpstr (
      json_object_get_string_member (json_node_get_object (node), "/dossier/lieu/ouverture"), ==,
      "2018-10-15");
}

static void
attach_takes_all_or_nothing (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *piece;

  cli_make_little (cli, "d.etabli");
  cli_run (cli, "attach", "d.etabli", "P-PLUS", "statuts.pdf", "absent.pdf", NULL);
  cli_assert_status (cli, 3);
  g_assert_nonnull (strstr (cli->err, "absent.pdf"));
  cli_run (cli, "check", "d.etabli", "--json", "--at", "2019-10-01", NULL);
  node = cli_json (cli);
  piece = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (node), "pieces"), 2);
  g_assert_cmpstr (json_object_get_string_member (piece, "code"), ==, "P-PLUS");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (piece, "files")), ==, 0);
}

static void
check_says_yes_only_in_time (Cli *cli, gconstpointer data)
{
  cli_make_little (cli, "d.etabli");
  cli_run (cli, "check", "d.etabli", "--at", "2019-12-30T23:59:59", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "check", "d.etabli", "--at", "2019-12-31", NULL);
  cli_assert_status (cli, 1);
  /* The instant of --at is in no file. */
  cli_run (cli, "check", "d.etabli", "--at", "2019-12-01", NULL);
  cli_assert_status (cli, 0);
}

static void
lint_names_file_and_line (Cli *cli, gconstpointer data)
{
  g_autofree char *good = g_build_filename (g_getenv ("ETB_TEST_LITTLE"), "appel.xml", NULL);
  g_autofree char *definition = NULL;
  g_autoptr (GString) broken = NULL;

  cli_run (cli, "lint", good, NULL);
  cli_assert_status (cli, 0);
  g_assert_true (g_file_get_contents (good, &definition, NULL, NULL));
  broken = g_string_new (definition);
  g_string_replace (broken, "etb:days-between(", "etb:jours(", 0);
  cli_write (cli, "faux.xml", broken->str);
  cli_run (cli, "lint", good, "faux.xml", NULL);
  cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->err, "faux.xml"));
  g_assert_nonnull (strstr (cli->err, "jours"));
  /* all that is wrong, in the order of lines */
  g_string_replace (broken, "xmlns=\"\">", "xmlns=\"\"><Mot/>", 1);
  cli_write (cli, "faux.xml", broken->str);
  cli_run (cli, "lint", "faux.xml", NULL);
  cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->err, "Mot"));
  g_assert_nonnull (strstr (strstr (cli->err, "Mot"), "jours"));
  cli_write (cli, "pas-du-xml.xml", "<call");
  cli_run (cli, "lint", "pas-du-xml.xml", NULL);
  cli_assert_status (cli, 1);
  cli_run (cli, "lint", "absent.xml", NULL);
  cli_assert_status (cli, 3);
}

/* The organisation's answers come along; the rest does not, nor does anything when the other file
 * cannot be read. */
static void
a_new_dossier_begins_with_another (Cli *cli, gconstpointer data)
{
  cli_run (cli, "new", "a.etabli", "--call", "fabriques-de-territoire-2019-07", "--track", "FT",
           NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "set", "a.etabli", "/dossier/porteur/nom", "La Grange", "/dossier/lieu/nom", "Ici",
           NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "new", "b.etabli", "--call", "fabriques-de-territoire-2020", "--track", "FT",
           "--from", "a.etabli", NULL);
  cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->out, ==, "1 answer taken, to be read again\n");
  cli_run (cli, "get", "b.etabli", "/dossier/porteur/nom", "/dossier/lieu/nom", NULL);
  cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->out, ==, "La Grange\n\n");
  cli_run (cli, "new", "c.etabli", "--call", "fabriques-de-territoire-2020", "--track", "FT",
           "--from", "absent.etabli", NULL);
  cli_assert_status (cli, 3);
  cli_run (cli, "get", "c.etabli", NULL);
  cli_assert_status (cli, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/cli/" name, Cli, NULL, cli_set_up, function, cli_tear_down)
  ADD ("every-command-line-has-its-status", every_command_line_has_its_status);
  ADD ("places-are-found-as-json", places_are_found_as_json);
  ADD ("calls-and-their-calendar-as-json", calls_and_their_calendar_as_json);
  ADD ("a-calendar-file-is-in-utc-and-honest", a_calendar_file_is_in_utc_and_honest);
  ADD ("slow-pieces-of-a-dossier-are-dates", slow_pieces_of_a_dossier_are_dates);
  ADD ("a-new-dossier-begins-with-another", a_new_dossier_begins_with_another);
  ADD ("an-empty-dossier-is-unknown-never-no", an_empty_dossier_is_unknown_never_no);
  ADD ("set-writes-all-or-nothing", set_writes_all_or_nothing);
  ADD ("attach-takes-all-or-nothing", attach_takes_all_or_nothing);
  ADD ("check-says-yes-only-in-time", check_says_yes_only_in_time);
  ADD ("lint-names-file-and-line", lint_names_file_and_line);
  return g_test_run ();
}
