/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command verify: separate facts of each package, in the order they were named.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-package-files.h"
#include "etb-cli.h"
#include "etb-instant.h"
#include "etb-trust-store.h"
#include "etb-verification-batch.h"

static void
add_signature (JsonBuilder *builder, const EtbSignatureReport *report)
{
  g_autofree char *claimed
      = report->claimed_time != NULL ? etb_instant_to_utc (report->claimed_time) : NULL;

  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "signer", report->signer);
  etb_cli_json_string (builder, "role", report->role);
  etb_cli_json_string (builder, "place", report->place);
  etb_cli_json_string (builder, "certificate_sha256", report->certificate_sha256);
  etb_cli_json_string (
      builder, "kind",
      report->certificate_sha256 != NULL ? etb_certificate_kind_to_name (report->kind) : NULL);
  etb_cli_json_string (builder, "claimed_time", claimed);
  /* The only level this program makes and reads: nothing proves the time. */
  etb_cli_json_string (builder, "level", report->properties_bound ? "B-B" : NULL);
  etb_cli_json_string (builder, "trust", etb_trust_state_to_name (report->trust));
  etb_cli_json_boolean (builder, "mathematics", report->mathematics);
  etb_cli_json_boolean (builder, "properties_bound", report->properties_bound);
  json_builder_end_object (builder);
}

static void
add_dossier (JsonBuilder *builder, const EtbVerification *verification)
{
  json_builder_set_member_name (builder, "dossier");
  if (!verification->has_dossier)
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "call", verification->call_id);
  etb_cli_json_string (builder, "edition", verification->edition);
  etb_cli_json_string (builder, "track", verification->track);
  etb_cli_json_string (builder, "eligible", etb_verdict_value_to_answer (verification->eligible));
  etb_cli_json_boolean (builder, "ready", verification->ready);
  json_builder_end_object (builder);
}

static void
add_package (JsonBuilder *builder, const EtbVerification *verification)
{
  g_autofree char *file = g_filename_display_name (verification->file);

  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "file", file);
  etb_cli_json_string (builder, "verdict", etb_package_verdict_to_name (verification->verdict));
  json_builder_set_member_name (builder, "signatures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < verification->signatures->len; i++)
    add_signature (builder, g_ptr_array_index (verification->signatures, i));
  json_builder_end_array (builder);
  etb_cli_json_strings (builder, "covered", (const char *const *)verification->covered);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < verification->problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (verification->problems, i);

      json_builder_begin_object (builder);
      etb_cli_json_string (builder, "code", problem->code);
      etb_cli_json_string (builder, "where", problem->where);
      etb_cli_json_string (builder, "text", problem->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_dossier (builder, verification);
  json_builder_end_object (builder);
}

static const char *
verdict_words (EtbPackageVerdict verdict)
{
  switch (verdict)
    {
    case ETB_PACKAGE_VALID:
      return _ ("valid");
    case ETB_PACKAGE_INVALID:
      return _ ("not valid");
    case ETB_PACKAGE_UNREADABLE:
    default:
      return _ ("cannot be read as a package");
    }
}

static const char *
trust_words (const EtbSignatureReport *report)
{
  switch (report->trust)
    {
    case ETB_TRUST_TRUSTED:
      return _ ("by an authority that you trust");
    case ETB_TRUST_EXPIRED:
      return _ ("by an authority that you trust, out of its dates at the claimed time");
    case ETB_TRUST_UNKNOWN:
    default:
      return report->self_signed ? _ ("by the signatory alone: nobody vouches for it")
                                 : _ ("by an authority that you did not say you trust");
    }
}

static void
say_signature (const EtbSignatureReport *report)
{
  g_autofree char *time = report->claimed_time != NULL ? etb_instant_describe (report->claimed_time)
                                                       : g_strdup (_ ("no time"));

  etb_cli_say (_ ("  Signed by %s; claimed time, which nothing proves: %s"),
                  report->signer != NULL ? report->signer : _ ("nobody known"), time);
  if (report->role != NULL)
    etb_cli_say (_ ("    Capacity stated: %s"), report->role);
  if (report->place != NULL)
    etb_cli_say (_ ("    Place stated: %s"), report->place);
  if (report->certificate_sha256 != NULL)
    etb_cli_say (_ ("    Kind of signature: %s"), etb_certificate_kind_describe (report->kind));
  etb_cli_say (_ ("    Certificate vouched for %s; revocation not checked"), trust_words (report));
  etb_cli_say (report->mathematics ? _ ("    Mathematics right") : _ ("    Mathematics wrong"));
}

static void
say_package (const EtbVerification *verification)
{
  g_autofree char *file = g_filename_display_name (verification->file);

  etb_cli_say (_ ("%s: %s"), file, verdict_words (verification->verdict));
  if (verification->has_dossier)
    etb_cli_say (_ ("  Dossier of %s for %s, %s, %s"), verification->applicant,
                    verification->call_title, verification->edition, verification->track);
  for (guint i = 0; i < verification->signatures->len; i++)
    say_signature (g_ptr_array_index (verification->signatures, i));
  for (guint i = 0; i < verification->problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (verification->problems, i);
      g_autofree char *words
          = *problem->where != '\0' ? g_strdup_printf (_ ("%s: %s"), problem->where, problem->text)
                                    : g_strdup (problem->text);

      etb_cli_say ("  ! %s", words);
    }
}

/* The message for standard error: the first package that is not valid, and what is wrong first. */
static void
complain (const EtbVerification *verification)
{
  const EtbSignatureProblem *problem
      = verification->problems->len > 0 ? g_ptr_array_index (verification->problems, 0) : NULL;
  g_autofree char *file = g_filename_display_name (verification->file);

  if (problem == NULL)
    return;
  if (*problem->where != '\0')
    etb_cli_refuse (ETB_EXIT_NO, _ ("%s: %s: %s"), file, problem->where, problem->text);
  else
    etb_cli_refuse (ETB_EXIT_NO, _ ("%s: %s"), file, problem->text);
}

static int
status_of (EtbPackageVerdict verdict)
{
  switch (verdict)
    {
    case ETB_PACKAGE_VALID:
      return ETB_EXIT_YES;
    case ETB_PACKAGE_INVALID:
      return ETB_EXIT_NO;
    case ETB_PACKAGE_UNREADABLE:
    default:
      return ETB_EXIT_FILE;
    }
}

/* What was reported so far. */
typedef struct
{
  EtbPackageFiles *files;
  gboolean json;
  guint64 reported;
  int status; /* of the worst of them */
} Reporting;

static char *
next_file (gpointer user_data)
{
  const Reporting *self = user_data;

  return etb_package_files_next (self->files);
}

/* One of the "packages", on a line of its own: thousands are never in memory at once, and a script
 * can read them one by one. */
static void
say_json (Reporting *self, const EtbVerification *verification)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  add_package (builder, verification);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  fputs (self->reported > 0 ? ",\n" : "\n", stdout);
  fputs (text, stdout);
}

static void
report (const EtbVerification *verification, gpointer user_data)
{
  Reporting *self = user_data;

  if (self->json)
    say_json (self, verification);
  else
    say_package (verification);
  fflush (stdout);
  if (self->status == ETB_EXIT_YES && verification->verdict != ETB_PACKAGE_VALID)
    complain (verification);
  self->status = MAX (self->status, status_of (verification->verdict));
  self->reported++;
}

static int
verify_all (char **arguments, EtbTrust *trust, gboolean json)
{
  g_autoptr (EtbPackageFiles) files = etb_package_files_new (arguments);
  Reporting reporting = { files, json, 0, ETB_EXIT_YES };

  if (json)
    fputs ("{\"packages\":[", stdout);
  etb_verification_run_batch (next_file, report, &reporting, trust, NULL);
  if (json)
    fputs ("\n]}\n", stdout);
  if (reporting.reported == 0)
    return etb_cli_refuse (ETB_EXIT_NO, _ ("There is no package (.asice) there"));
  return reporting.status;
}

int
etb_cli_verify (int argc, char **argv)
{
  g_autofree char *trust_file = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "trust", 0, 0, G_OPTION_ARG_FILENAME, &trust_file,
      N_ ("Certificates to trust besides your recognised authorities"), "CA.pem" },
      { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object"), NULL }, G_OPTION_ENTRY_NULL,
    };
  g_autoptr (EtbTrust) trust = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, entries, "PACKAGE…",
                      _ ("Checks packages: container, signatures, dossier. A folder stands for the "
                         "packages in it, and “-” for the list on standard input, one a line. Exit "
                         "status 0 when all are valid, 1 when one is not, 3 when one cannot be "
                         "read."),
                         1, G_MAXINT))
    return ETB_EXIT_USAGE;

  trust = etb_trust_store_load ();
  if (trust == NULL)
    trust = etb_trust_new ();
  if (trust_file != NULL && !etb_trust_add_file (trust, trust_file, &error))
    return etb_cli_fail (error);
  return verify_all (argv + 1, trust, json);
}
