/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command assist: help in person, and what the applicant makes of it.
 * Invariant: help begins only with the option that says that the applicant agreed; without it the
 * wording is shown and nothing changes.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-cli.h"
#include "etb-display.h"
#include "etb-dossier-assistance.h"
#include "etb-instant.h"

static int
close_dossier (EtbDossier *dossier)
{
  g_autoptr (GError) error = NULL;

  return etb_dossier_close (dossier, &error) ? ETB_EXIT_YES : etb_cli_fail (error);
}

/* The wording is what the applicant must hear; nothing is written yet. */
static int
show_wording (EtbDossier *dossier)
{
  const EtbConsent *consent = etb_call_get_consent (etb_dossier_get_call (dossier));

  etb_cli_say ("%s", consent->text);
  return etb_cli_refuse (ETB_EXIT_NO,
                         _ ("Read this to the applicant. Once they agree, run the command again "
                            "with --consent."));
}

static int
begin (int argc, char **argv)
{
  g_autofree char *helper = NULL;
  g_autofree char *organisation = NULL;
  g_autofree char *status = NULL;
  g_auto (GStrv) sections = NULL;
  int days = 0;
  gboolean consent = FALSE;
  const GOptionEntry entries[] = {
    { "helper", 0, 0, G_OPTION_ARG_STRING, &helper, N_ ("First name and name"), "NAME" },
      { "organisation", 0, 0, G_OPTION_ARG_STRING, &organisation,
        N_ ("Where they come from"), "NAME" },
        { "status", 0, 0, G_OPTION_ARG_STRING, &status,
          N_ ("agent, salarie, benevole, elu, service-civique, proche or autre"), "S" },
          { "section", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sections,
            N_ ("A task of the call; may be repeated; all without it"), "TASK" },
            { "mandate", 0, 0, G_OPTION_ARG_INT, &days,
              N_ ("Days: 1, 31, 182 or 365; without it, until this evening"), "DAYS" },
              { "consent", 0, 0, G_OPTION_ARG_NONE, &consent,
                N_ ("The applicant heard the wording and agrees"), NULL },
                G_OPTION_ENTRY_NULL,
            };
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;
  EtbAssistanceTerms terms = { 0 };

  if (!etb_cli_parse (&argc, &argv, entries, "DOSSIER",
                      _ ("Somebody begins to help: what is typed from now on is theirs."), 1, 1))
    return ETB_EXIT_USAGE;
  if (helper == NULL)
    return etb_cli_need_option ("--helper");
  if (status == NULL)
    return etb_cli_need_option ("--status");
  dossier = etb_cli_open_to_write (argv[1], &error);
  if (dossier == NULL)
    return etb_cli_fail (error);
  if (!consent)
    return show_wording (dossier);
  terms.helper = helper;
  terms.organisation = organisation;
  terms.status = status;
  terms.sections = (const char *const *)sections;
  terms.mandate_days = (guint)days;
  if (!etb_dossier_begin_assistance (dossier, &terms, &error))
    return etb_cli_fail (error);
  return close_dossier (dossier);
}

static int
extend (int argc, char **argv)
{
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, NULL, "DOSSIER TASK…",
                      _ ("Adds tasks to the help, under the wording agreed to."), 2, G_MAXINT))
    return ETB_EXIT_USAGE;
  dossier = etb_cli_open_to_write (argv[1], &error);
  if (dossier == NULL)
    return etb_cli_fail (error);
  for (int i = 2; i < argc; i++)
    if (!etb_dossier_extend_assistance (dossier, argv[i], &error))
      return etb_cli_fail (error);
  return close_dossier (dossier);
}

static int
end (int argc, char **argv)
{
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, NULL, "DOSSIER",
                      _ ("The help is over: the applicant reads back what was typed."), 1, 1))
    return ETB_EXIT_USAGE;
  dossier = etb_cli_open_to_write (argv[1], &error);
  if (dossier == NULL || !etb_dossier_end_assistance (dossier, &error))
    return etb_cli_fail (error);
  return close_dossier (dossier);
}

static void
say_help (const EtbAssistance *assistance, GDateTime *now)
{
  g_autofree char *who = etb_assistance_describe (assistance);
  g_autofree char *began = etb_instant_to_paris (assistance->began);
  g_autoptr (GDateTime) instant = etb_assistance_end (assistance, now);
  g_autofree char *ended = instant != NULL ? etb_instant_to_paris (instant) : g_strdup ("…");

  etb_cli_say ("%s %s %s", began, ended, who);
}

static void
say_answer (EtbDossier *dossier, const EtbReadBack *item)
{
  g_autofree char *text
      = etb_display_value (etb_dossier_get_call (dossier), NULL, item->path, item->value);
  const char *state = item->accepted ? _ ("accepted")
                                     : item->refused
      ? _ ("to be corrected")
      : _ ("to be read back");

  etb_cli_say ("%s: %s: %s (%s)", state, item->label, text, item->path);
}

static int
list (int argc, char **argv)
{
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *assistances;

  if (!etb_cli_parse (&argc, &argv, NULL, "DOSSIER",
                      _ ("Lists the help there was, and the answers that helpers typed: exit "
                         "status 0 if nothing is left to read back, 1 otherwise."),
                         1, 1))
    return ETB_EXIT_USAGE;
  dossier = etb_cli_open (argv[1], NULL, &error);
  if (dossier == NULL)
    return etb_cli_fail (error);
  assistances = etb_dossier_get_assistances (dossier);
  for (guint i = 0; i < assistances->len; i++)
    say_help (g_ptr_array_index (assistances, i), now);
  answers = etb_dossier_list_read_back (dossier);
  for (guint i = 0; i < answers->len; i++)
    say_answer (dossier, g_ptr_array_index (answers, i));
  if (!etb_dossier_check_read_back (dossier, &error))
    return etb_cli_fail (error);
  return ETB_EXIT_YES;
}

static int
accept_answers (int argc, char **argv)
{
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, NULL, "DOSSIER [PATH…]",
                      _ ("The applicant accepts answers that a helper typed; without a path, all "
                         "that are not to be corrected."),
                         1, G_MAXINT))
    return ETB_EXIT_USAGE;
  dossier = etb_cli_open_to_write (argv[1], &error);
  if (dossier == NULL || (argc == 2 && !etb_dossier_accept_page (dossier, NULL, &error)))
    return etb_cli_fail (error);
  for (int i = 2; i < argc; i++)
    if (!etb_dossier_accept_answer (dossier, argv[i], &error))
      return etb_cli_fail (error);
  return close_dossier (dossier);
}

static int
refuse_answers (int argc, char **argv)
{
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, NULL, "DOSSIER PATH…",
                      _ ("The applicant says that answers of a helper are to be corrected."), 2,
                         G_MAXINT))
    return ETB_EXIT_USAGE;
  dossier = etb_cli_open_to_write (argv[1], &error);
  if (dossier == NULL)
    return etb_cli_fail (error);
  for (int i = 2; i < argc; i++)
    if (!etb_dossier_refuse_answer (dossier, argv[i], &error))
      return etb_cli_fail (error);
  return close_dossier (dossier);
}

int
etb_cli_assist (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    EtbCommandRun run;
    char both[16]; /* messages name both words */
  } commands[] = {
    { "begin", begin, "assist begin" },
    { "extend", extend, "assist extend" },
    { "end", end, "assist end" },
    { "list", list, "assist list" },
    { "accept", accept_answers, "assist accept" },
    { "refuse", refuse_answers, "assist refuse" },
  };

  for (gsize i = 0; argc >= 2 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      {
        argv[1] = (char *)commands[i].both;
        return commands[i].run (argc - 1, argv + 1);
      }

  return etb_cli_refuse (
      ETB_EXIT_USAGE, _ ("Usage: etabli-cli assist begin|extend|end|list|accept|refuse DOSSIER"));
}
