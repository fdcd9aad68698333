/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: from a new dossier to a signed package that independent programs accept, and what happens
 * when one byte of it changes. */

#include <string.h>

#include "cli-harness.h"
#include "etb-zip-reader.h"

static void
export_with (Cli *cli, const char *dossier, const char *package, const char *p12)
{
  cli_run (cli, "export", dossier, "-o", package, "--identity", p12, "--password-file", "mdp",
           "--at", "2019-10-01T10:30", "--place", "Auch", NULL);
  cli_assert_status (cli, 0);
  /* A package on a disk is not deposited, and nobody says it is. */
  g_assert_nonnull (strstr (cli->out, "Nothing was sent"));
}

static void
assert_valid_and_trusted (Cli *cli, const char *package)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *packages;
  JsonObject *report;
  JsonObject *signature;

  cli_run (cli, "verify", package, "--trust", "ca.pem", "--json", NULL);
  cli_assert_status (cli, 0);
  node = cli_json (cli);
  cli_assert_members (json_node_get_object (node), "packages", NULL);
  packages = json_object_get_array_member (json_node_get_object (node), "packages");
  g_assert_cmpuint (json_array_get_length (packages), ==, 1);
  report = json_array_get_object_element (packages, 0);
  cli_assert_members (report, "file", "verdict", "signatures", "covered", "problems", "dossier",
                      NULL);
  g_assert_cmpstr (json_object_get_string_member (report, "verdict"), ==, "valid");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (report, "problems")), ==,
                    0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (report, "covered")), >=,
                    4);
  signature
      = json_array_get_object_element (json_object_get_array_member (report, "signatures"), 0);
  cli_assert_members (signature, "signer", "role", "place", "kind", "certificate_sha256",
                      "claimed_time", "level", "trust", "mathematics", "properties_bound", NULL);
  g_assert_cmpstr (json_object_get_string_member (signature, "signer"), ==, "Élodie N’Guyen");
  g_assert_cmpstr (json_object_get_string_member (signature, "claimed_time"), ==,
                   "2019-10-01T08:30:00Z");
  g_assert_cmpstr (json_object_get_string_member (signature, "place"), ==, "Auch");
  g_assert_cmpstr (json_object_get_string_member (signature, "kind"), ==, "advanced");
  g_assert_cmpstr (json_object_get_string_member (signature, "level"), ==, "B-B");
  g_assert_cmpstr (json_object_get_string_member (signature, "trust"), ==, "trusted");
  g_assert_true (json_object_get_boolean_member (signature, "mathematics"));
  g_assert_true (json_object_get_boolean_member (signature, "properties_bound"));
  cli_assert_members (json_object_get_object_member (report, "dossier"), "call", "edition", "track",
                      "eligible", "ready", NULL);
  g_assert_true (
      json_object_get_boolean_member (json_object_get_object_member (report, "dossier"), "ready"));

  /* Without the authority: valid all the same, and nobody vouches for the signatory. */
  cli_run (cli, "verify", package, "--json", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "\"unknown\""));
}

static void
assert_referees_agree (Cli *cli, const char *package)
{
  if (cli_referee (cli, "unzip", "-tqq", package, NULL))
    g_assert_cmpint (cli->status, ==, 0);
  if (cli_referee (cli, "bsdtar", "tf", package, NULL))
    {
      g_assert_cmpint (cli->status, ==, 0);
      g_assert_true (g_str_has_prefix (cli->out, "mimetype\ndossier.xml\npieces/"));
    }

  cli_run (cli, "extract", package, "sorti", NULL);
  cli_assert_status (cli, 0);
  if (cli_referee (cli, "sh", "-c",
                   "cd sorti && exec xmlsec1 --verify --enabled-key-data x509 "
                   "--trusted-pem ../ca.pem --verification-time '2019-10-01 12:00:00' "
                   "--id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties "
                   "META-INF/signatures0.xml",
                   NULL)
      && cli->status != 127)
    {
      if (cli->status != 0)
        g_error ("xmlsec1: %s%s", cli->out, cli->err);
    }
  if (cli_referee (cli, "xmllint", "--noout", "--nonet", "--schema", g_getenv ("ETB_TEST_SCHEMA"),
                   "sorti/dossier.xml", NULL))
    g_assert_cmpint (cli->status, ==, 0);
  if (cli_referee (cli, "sh", "-c", "rm -r sorti", NULL))
    g_assert_cmpint (cli->status, ==, 0);
}

/* A member of the consortium signs as well: both signatures hold for a judge that is not ours. */
static void
assert_cosigned (Cli *cli, const char *package, const char *kind)
{
  g_assert_true (cli_make_identity (cli, "paul", kind));
  cli_run (cli, "sign", package, "-o", "deux.asice", "--identity", "paul.p12", "--password-file",
           "mdp", "--role", "Membre", "--place", "Pau", "--at", "2019-10-02T10:30", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "sign", "deux.asice", "-o", "trois.asice", "--identity", "paul.p12",
           "--password-file", "mdp", "--at", "2019-10-02T10:30", NULL);
  cli_assert_status (cli, 1);
  assert_valid_and_trusted (cli, "deux.asice");
  cli_run (cli, "extract", "deux.asice", "a-deux", NULL);
  cli_assert_status (cli, 0);
  if (cli_referee (cli, "sh", "-c",
                   "cd a-deux && for i in 0 1; do xmlsec1 --verify --enabled-key-data x509 "
                   "--trusted-pem ../ca.pem --verification-time '2019-10-03 12:00:00' "
                   "--id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties "
                   "META-INF/signatures$i.xml || exit; done",
                   NULL)
      && cli->status != 127)
    {
      if (cli->status != 0)
        g_error ("xmlsec1: %s%s", cli->out, cli->err);
    }
}

/* A file and its token: each signature verifies beside the files, out of the container. */
static void
assert_detached (Cli *cli, const char *package)
{
  cli_run (cli, "extract", package, "detache", "--detached", NULL);
  cli_assert_status (cli, 0);
  if (cli_referee (cli, "sh", "-c", "test ! -e detache/META-INF && test ! -e detache/mimetype",
                   NULL))
    g_assert_cmpint (cli->status, ==, 0);
  if (cli_referee (cli, "sh", "-c",
                   "cd detache && for i in 1 2; do xmlsec1 --verify --enabled-key-data x509 "
                   "--trusted-pem ../ca.pem --verification-time '2019-10-03 12:00:00' "
                   "--id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties "
                   "jeton-$i.xml || exit; done; echo x >> dossier.xml; "
                   "! xmlsec1 --verify --enabled-key-data x509 --trusted-pem ../ca.pem "
                   "--verification-time '2019-10-03 12:00:00' "
                   "--id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties jeton-1.xml",
                   NULL)
      && cli->status != 127)
    {
      if (cli->status != 0)
        g_error ("xmlsec1: %s%s", cli->out, cli->err);
    }
}

/* What was signed can be worked on again, and signed again. */
static void
assert_reopens (Cli *cli, const char *package)
{
  cli_run (cli, "reopen", package, "-o", "rouvert.etabli", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "signatures stay in the package"));
  cli_run (cli, "reopen", package, "-o", "rouvert.etabli", NULL);
  cli_assert_status (cli, 1);
  export_with (cli, "rouvert.etabli", "encore.asice", "elodie.p12");
  assert_valid_and_trusted (cli, "encore.asice");
  if (cli_referee (cli, "sh", "-c", "rm rouvert.etabli encore.asice", NULL))
    g_assert_cmpint (cli->status, ==, 0);
}

static void
the_whole_chain (Cli *cli, gconstpointer data)
{
  const char *kind = data;

  if (!cli_make_identity (cli, "elodie", kind))
    {
      g_test_skip ("certtool is not installed");
      return;
    }

  cli_make_sample (cli, "ft.etabli", "ft-association-rurale", "fabriques-de-territoire-2019-07",
                   "FT");
  cli_make_sample (cli, "fnt.etabli", "fnt-commune-qpv-occitanie",
                   "fabriques-de-territoire-2019-07", "FNT");
  export_with (cli, "ft.etabli", "ft.asice", "elodie.p12");
  export_with (cli, "fnt.etabli", "fnt.asice", "elodie.p12");
  assert_valid_and_trusted (cli, "ft.asice");
  assert_valid_and_trusted (cli, "fnt.asice");
  assert_referees_agree (cli, "ft.asice");
  assert_referees_agree (cli, "fnt.asice");
  assert_cosigned (cli, "ft.asice", kind);
  assert_detached (cli, "deux.asice");
  assert_reopens (cli, "ft.asice");
  assert_reopens (cli, "fnt.asice");
}

static char *
read_pdf (Cli *cli, const char *pdf)
{
  if (!cli_referee (cli, "pdftotext", pdf, "-", NULL))
    return NULL;
  g_assert_cmpint (cli->status, ==, 0);
  return g_steal_pointer (&cli->out);
}

static void
print_reads_dossiers_and_packages (Cli *cli, gconstpointer data)
{
  g_autofree char *draft = NULL;
  g_autofree char *signed_pdf = NULL;

  if (!cli_make_identity (cli, "elodie", "ecdsa"))
    {
      g_test_skip ("certtool is not installed");
      return;
    }
  cli_make_little (cli, "d.etabli");
  export_with (cli, "d.etabli", "d.asice", "elodie.p12");
  cli_run (cli, "print", "d.etabli", "-o", "brouillon.pdf", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "print", "d.asice", "-o", "signe.pdf", NULL);
  cli_assert_status (cli, 0);
  draft = read_pdf (cli, "brouillon.pdf");
  signed_pdf = read_pdf (cli, "signe.pdf");
  if (draft == NULL)
    return;
  g_assert_nonnull (strstr (draft, "Draft"));
  g_assert_null (strstr (signed_pdf, "Draft"));
  g_assert_nonnull (strstr (signed_pdf, "Université"));
}

static void
one_byte_in_any_entry_is_named (Cli *cli, gconstpointer data)
{
  g_autofree char *package = cli_path (cli, "d.asice");
  g_autofree char *content = NULL;
  g_autoptr (EtbZipReader) reader = NULL;
  GPtrArray *entries;
  gsize length = 0;

  if (!cli_make_identity (cli, "elodie", "ecdsa"))
    {
      g_test_skip ("certtool is not installed");
      return;
    }
  cli_make_little (cli, "d.etabli");
  export_with (cli, "d.etabli", "d.asice", "elodie.p12");
  reader = etb_zip_reader_open (package, NULL);
  g_assert_nonnull (reader);
  g_assert_true (g_file_get_contents (package, &content, &length, NULL));
  entries = etb_zip_reader_get_entries (reader);
  g_assert_cmpuint (entries->len, ==, 8);
  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *changed = cli_path (cli, "change.asice");
      const gsize place = entry->data_offset + entry->size / 3;

      content[place] ^= 0x20;
      g_assert_true (g_file_set_contents (changed, content, (gssize)length, NULL));
      content[place] ^= 0x20;
      cli_run (cli, "verify", "change.asice", NULL);
      cli_assert_status (cli, 1);
      g_assert_nonnull (strstr (cli->err, entry->name));
    }
}

static void
the_worst_package_gives_the_status (Cli *cli, gconstpointer data)
{
  g_autofree char *package = cli_path (cli, "d.asice");
  g_autofree char *cut = cli_path (cli, "coupe.asice");
  g_autofree char *content = NULL;
  gsize length = 0;
  g_autoptr (JsonNode) node = NULL;

  if (!cli_make_identity (cli, "elodie", "ecdsa"))
    {
      g_test_skip ("certtool is not installed");
      return;
    }
  cli_make_little (cli, "d.etabli");
  export_with (cli, "d.etabli", "d.asice", "elodie.p12");
  g_assert_true (g_file_get_contents (package, &content, &length, NULL));
  g_assert_true (g_file_set_contents (cut, content, (gssize)length / 2, NULL));
  cli_run (cli, "verify", "coupe.asice", NULL);
  cli_assert_status (cli, 3);
  cli_run (cli, "verify", "d.asice", "coupe.asice", "d.asice", "--json", NULL);
  cli_assert_status (cli, 3);
  node = cli_json (cli);
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_node_get_object (node), "packages")),
                    ==, 3);
  g_assert_nonnull (strstr (cli->out, "\"unreadable\""));
}

/* Exports a copy of the dossier, as exporting leaves a word in its journal. */
static void
export_copy_in (Cli *cli, const char *environment, const char *package)
{
  g_autofree char *script = g_strdup_printf (
      "cp d.etabli copie.etabli && exec env %s \"$ETB_TEST_CLI\" export copie.etabli -o %s "
      "--identity elodie.p12 --password-file mdp --at 2019-10-01T10:30+02:00",
      environment, package);

  g_assert_true (cli_referee (cli, "sh", "-c", script, NULL));
  if (cli->status != 0)
    g_error ("%s: %s", environment, cli->err);
}

static void
assert_same (Cli *cli, const char *one, const char *other)
{
  g_assert_true (cli_referee (cli, "diff", "-rq", one, other, NULL));
  g_assert_cmpstr (cli->out, ==, "");
}

/* The same bytes wherever the computer thinks it is. What is written to be read is in the language
 * of the person: the paper, and the <text> and <label> of dossier.xml; no value is, and nothing
 * else. */
static void
where_one_is_changes_nothing (Cli *cli, gconstpointer data)
{
  if (!cli_make_identity (cli, "elodie", "rsa"))
    {
      g_test_skip ("certtool is not installed");
      return;
    }
  cli_make_little (cli, "d.etabli");
  export_copy_in (cli, "TZ=UTC", "utc.asice");
  export_copy_in (cli, "TZ=Pacific/Kiritimati", "loin.asice");
  assert_same (cli, "utc.asice", "loin.asice");

  export_copy_in (cli, "-u LC_ALL LANG=fr_FR.UTF-8 LANGUAGE=fr", "fr.asice");
  g_assert_true (cli_referee (cli, "sh", "-ec",
                              "for p in utc fr; do \"$ETB_TEST_CLI\" extract $p.asice $p; "
                              "rm $p/dossier.pdf $p/META-INF/signatures0.xml; "
                              "sed -zEi 's,<(text|label)>[^<]*</(text|label)>,,g' $p/dossier.xml; "
                              "done",
                              NULL));
  g_assert_cmpint (cli->status, ==, 0);
  assert_same (cli, "utc", "fr");
  cli_run (cli, "verify", "fr.asice", "utc.asice", NULL);
  cli_assert_status (cli, 0);
}

/* Pieces go in the order of the call, whichever was attached first. */
static void
the_order_of_attaching_changes_nothing (Cli *cli, gconstpointer data)
{
  static const char *const orders[][2] = { { "P-STAT", "P-PLUS" }, { "P-PLUS", "P-STAT" } };
  const char *little = g_getenv ("ETB_TEST_LITTLE");
  g_autofree char *call = g_build_filename (little, "appel.xml", NULL);
  g_autofree char *answers = g_build_filename (little, "reponses.xml", NULL);
  g_autofree char *first = NULL;

  if (!cli_make_identity (cli, "elodie", "ecdsa"))
    {
      g_test_skip ("certtool is not installed");
      return;
    }
  cli_write (cli, "P-STAT.pdf", "%PDF-1.4\n% statuts\n");
  cli_write (cli, "P-PLUS.pdf", "%PDF-1.4\n% autre\n");
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *dossier = g_strdup_printf ("%" G_GSIZE_FORMAT ".etabli", i);
      g_autofree char *package = g_strdup_printf ("%" G_GSIZE_FORMAT ".asice", i);

      cli_run (cli, "new", dossier, "--call", call, "--track", "A", NULL);
      cli_run (cli, "fill", dossier, answers, NULL);
      for (gsize j = 0; j < 2; j++)
        {
          g_autofree char *file = g_strconcat (orders[i][j], ".pdf", NULL);

          cli_run (cli, "attach", dossier, orders[i][j], file, NULL);
          cli_assert_status (cli, 0);
        }
      export_with (cli, dossier, package, "elodie.p12");
      g_assert_true (cli_referee (cli, "unzip", "-Z1", package, NULL));
      if (first == NULL)
        first = g_strdup (cli->out);
      g_assert_cmpstr (cli->out, ==, first);
    }
}

/* "file: verdict" of each, as --json says them. */
static char *
list_verdicts (Cli *cli)
{
  g_autoptr (JsonNode) node = cli_json (cli);
  JsonArray *packages = json_object_get_array_member (json_node_get_object (node), "packages");
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (packages); i++)
    {
      JsonObject *package = json_array_get_object_element (packages, i);

      g_string_append_printf (all, "%s %s\n", json_object_get_string_member (package, "file"),
                              json_object_get_string_member (package, "verdict"));
    }
  return g_string_free (all, FALSE);
}

static void
folders_and_lists_stand_for_their_packages (Cli *cli, gconstpointer data)
{
  g_autofree char *of_folder = NULL;
  g_autofree char *of_list = NULL;

  if (!cli_make_identity (cli, "elodie", "ecdsa"))
    {
      g_test_skip ("certtool is not installed");
      return;
    }
  cli_make_little (cli, "d.etabli");
  export_with (cli, "d.etabli", "d.asice", "elodie.p12");
  g_assert_true (cli_referee (
      cli, "sh", "-c",
      "mkdir -p recus/lot recus/vide && cp d.asice recus/b.asice && cp d.asice recus/lot/c.ASICE "
      "&& head -c 100 d.asice >recus/a.asice && cp d.etabli recus/ && ln -s .. recus/lot/boucle",
      NULL));
  g_assert_cmpint (cli->status, ==, 0);

  cli_run (cli, "verify", "recus", "d.asice", "--json", NULL);
  cli_assert_status (cli, 3);
  of_folder = list_verdicts (cli);
  g_assert_cmpstr (of_folder, ==,
                   "recus/a.asice unreadable\nrecus/b.asice valid\nrecus/lot/c.ASICE valid\n"
                   "d.asice valid\n");

  g_assert_true (cli_referee (cli, "sh", "-c",
                              "printf 'd.asice\\n\\nabsent.asice\\nrecus/lot' | "
                              "\"$ETB_TEST_CLI\" verify --json - recus/b.asice",
                              NULL));
  g_assert_cmpint (cli->status, ==, 3);
  of_list = list_verdicts (cli);
  g_assert_cmpstr (of_list, ==,
                   "d.asice valid\nabsent.asice unreadable\nrecus/lot/c.ASICE valid\n"
                   "recus/b.asice valid\n");

  cli_run (cli, "verify", "recus/vide", NULL);
  cli_assert_status (cli, 1);
}

static void
a_simple_identity_signs_too (Cli *cli, gconstpointer data)
{
  cli_write (cli, "mdp", "mot de passe\n");
  cli_make_little (cli, "d.etabli");
  cli_run (cli, "identity", "create", "Zoé Ménard", "-o", "zoe.p12", "--password-file", "mdp",
           NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "identity", "create", "Zoé Ménard", "-o", "zoe.p12", "--password-file", "mdp",
           NULL);
  cli_assert_status (cli, 1);
  /* Today: the track is closed, which is said, and the package is made. */
  cli_run (cli, "export", "d.etabli", "-o", "d.asice", "--identity", "zoe.p12", "--password-file",
           "mdp", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "closed"));
  cli_run (cli, "verify", "d.asice", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "Zoé Ménard"));
  g_assert_nonnull (strstr (cli->out, "nobody vouches"));
  /* It was not valid yet at an earlier instant. */
  cli_run (cli, "export", "d.etabli", "-o", "avant.asice", "--identity", "zoe.p12",
           "--password-file", "mdp", "--at", "2019-10-01", NULL);
  cli_assert_status (cli, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, function) \
  g_test_add ("/chain/" name, Cli, data, cli_set_up, function, cli_tear_down)
  ADD ("rsa-3072", "rsa", the_whole_chain);
  ADD ("p-256", "ecdsa", the_whole_chain);
  ADD ("print-reads-dossiers-and-packages", NULL, print_reads_dossiers_and_packages);
  ADD ("one-byte-in-any-entry-is-named", NULL, one_byte_in_any_entry_is_named);
  ADD ("the-worst-package-gives-the-status", NULL, the_worst_package_gives_the_status);
  ADD ("where-one-is-changes-nothing", NULL, where_one_is_changes_nothing);
  ADD ("the-order-of-attaching-changes-nothing", NULL, the_order_of_attaching_changes_nothing);
  ADD ("folders-and-lists-stand-for-their-packages", NULL,
       folders_and_lists_stand_for_their_packages);
  ADD ("a-simple-identity-signs-too", NULL, a_simple_identity_signs_too);
  return g_test_run ();
}
