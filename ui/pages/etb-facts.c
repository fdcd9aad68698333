/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Facts about a package, in words: see the header. Pure; shown by the verify page. The problems of
 * a verification are sorted here by their codes, which are stable words. */

#include "etb-facts.h"

#include <glib/gi18n-lib.h>

#include "etb-container-error.h"
#include "etb-instant.h"

static const char *const coverage_codes[] = { "no-signature", "not-covered", NULL };

static const char *const dossier_codes[]
    = { "entry-missing", "document-invalid", "document-answers", "call-digest",     "call-invalid",
        "call-differs",  "piece-digest",     "unexpected-entry", "verdict-differs", NULL };

void
etb_fact_free (EtbFact *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->word);
  g_free (self->text);
  g_free (self);
}

static void
add (GPtrArray *facts, const char *id, EtbFactState state, const char *title, const char *word,
     const char *text)
{
  EtbFact *fact = g_new0 (EtbFact, 1);

  fact->id = id;
  fact->state = state;
  fact->title = g_strdup (title);
  fact->word = g_strdup (word);
  fact->text = g_strdup (text);
  g_ptr_array_add (facts, fact);
}

static guint
count_problems (const EtbVerification *verification, const char *const *codes)
{
  guint n = 0;

  for (guint i = 0; i < verification->problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (verification->problems, i);

      if (g_strv_contains (codes, problem->code))
        n++;
    }
  return n;
}

static gboolean
has_container_problem (const EtbVerification *verification)
{
  for (guint i = 0; i < verification->problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (verification->problems, i);

      if (etb_container_error_has_name (problem->code))
        return TRUE;
    }
  return FALSE;
}

static void
add_container (GPtrArray *facts, const EtbVerification *verification)
{
  static const char *const altered[] = { ETB_REMARK_ALTERED, NULL };
  const char *title = _ ("Container");

  if (verification->verdict == ETB_PACKAGE_UNREADABLE)
    add (facts, "container", ETB_FACT_BAD, title,
         _ ("Unreadable"), _ ("This file cannot be read as a package."));
  else if (has_container_problem (verification))
    add (facts, "container", ETB_FACT_BAD, title,
         _ ("Not in order"),
            _ ("The archive breaks the rules of signed packages, or one of its files is damaged."));
  else if (count_problems (verification, altered) > 0)
    add (facts, "container", ETB_FACT_OPEN, title,
         _ ("Packed again"),
            _ ("The archive is readable, and is not as Établi writes it: another program packed it "
            "again, or changed a byte outside its files."));
  else
    add (facts, "container", ETB_FACT_GOOD, title,
         _ ("In order"), _ ("The archive follows the rules of signed packages to the letter."));
}

/* Whether some signature is not over what the package holds. */
static gboolean
is_broken (const EtbVerification *verification)
{
  for (guint i = 0; i < verification->signatures->len; i++)
    if (!((const EtbSignatureReport *)g_ptr_array_index (verification->signatures, i))->mathematics)
      return TRUE;
  return FALSE;
}

static void
add_coverage (GPtrArray *facts, const EtbVerification *verification)
{
  const guint n = g_strv_length (verification->covered);
  const char *title = _ ("What is signed");
  g_autofree char *text = NULL;

  if (verification->signatures->len == 0)
    {
      add (facts, "coverage", ETB_FACT_BAD, title,
           _ ("Nothing"), _ ("No signature could be read in this package."));
      return;
    }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u file is covered by every signature.",
                                       "%u files are covered by every signature.", n),
                          n);
  if (count_problems (verification, coverage_codes) > 0 || n == 0 || is_broken (verification))
    add (facts, "coverage", ETB_FACT_BAD, title, _ ("Not everything"), text);
  else
    add (facts, "coverage", ETB_FACT_GOOD, title, _ ("Every file"), text);
}

GPtrArray *
etb_facts_of_file (const EtbVerification *verification)
{
  g_autoptr (GPtrArray) facts = NULL;

  g_return_val_if_fail (verification != NULL, NULL);

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_fact_free);
  add_container (facts, verification);
  if (verification->verdict != ETB_PACKAGE_UNREADABLE)
    add_coverage (facts, verification);
  return g_steal_pointer (&facts);
}

static void
add_chain (GPtrArray *facts, const EtbSignatureReport *signature)
{
  const char *title = _ ("Who vouches for the certificate");

  if (signature->trust == ETB_TRUST_TRUSTED)
    add (facts, "chain", ETB_FACT_GOOD, title,
         _ ("An authority you trust"),
            _ ("The certificate leads to one of the authorities you chose."));
  else if (signature->trust == ETB_TRUST_EXPIRED)
    add (facts, "chain", ETB_FACT_BAD, title,
         _ ("Expired"), _ ("The certificate leads to an authority you chose, and was not valid at the time that the "
            "signature claims."));
  else if (signature->self_signed)
    add (facts, "chain", ETB_FACT_OPEN, title,
         _ ("Nobody"), _ ("The certificate was made by its own holder: a simple signature. The name in it is not "
            "proven; compare the fingerprint with the signatory if you need to."));
  else
    add (facts, "chain", ETB_FACT_OPEN, title,
         _ ("Unknown"), _ ("No authority you chose vouches for it. Choose the file of the authorities you trust to "
            "know more."));
}

static void
add_time (GPtrArray *facts, const EtbSignatureReport *signature)
{
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  if (signature->claimed_time == NULL)
    {
      add (facts, "time", ETB_FACT_OPEN,
           _ ("Time of signature"), _ ("Not said"),
                                       _ ("The signature does not say when it was made."));
      return;
    }
  when = etb_instant_describe (signature->claimed_time);
  text = g_strdup_printf (_ ("The signature claims %s. It is what the signatory’s computer said; "
                             "nothing proves it."),
                             when);
  add (facts, "time", ETB_FACT_OPEN, _ ("Time of signature"), _ ("Not proven"), text);
}

GPtrArray *
etb_facts_of_signature (const EtbSignatureReport *signature)
{
  g_autoptr (GPtrArray) facts = NULL;

  g_return_val_if_fail (signature != NULL, NULL);

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_fact_free);
  if (signature->mathematics)
    add (facts, "mathematics", ETB_FACT_GOOD,
         _ ("Mathematics of the signature"), _ ("Right"),
                                                _ ("The signature was made with the key of this certificate, over exactly these files."));
  else
    add (facts, "mathematics", ETB_FACT_BAD,
         _ ("Mathematics of the signature"),
            _ ("Wrong"),
               _ ("What is signed is not what is in the package, or the signature is not of this "
            "certificate."));
  if (signature->properties_bound)
    add (facts, "properties", ETB_FACT_GOOD,
         _ ("Certificate, time and role"),
            _ ("Signed too"), _ ("They are under the signature: nobody can swap them."));
  else
    add (facts, "properties", ETB_FACT_BAD,
         _ ("Certificate, time and role"),
            _ ("Not bound"),
               _ ("They are not what was signed: do not rely on the name nor on the time."));
  add_chain (facts, signature);
  add (facts, "revocation", ETB_FACT_OPEN,
       _ ("Revocation"), _ ("Not checked"), _ ("Établi never goes on the network: it cannot know whether the certificate was withdrawn."));
  add_time (facts, signature);
  return g_steal_pointer (&facts);
}

static void
add_journal (GPtrArray *facts, const EtbVerification *verification)
{
  static const char *const codes[]
      = { "journal-invalid", "journal-broken", "journal-differs", NULL };

  if (count_problems (verification, codes) > 0)
    add (facts, "journal", ETB_FACT_BAD,
         _ ("Journal"), _ ("Altered"), _ ("What it says of who did what cannot be relied on."));
  else if (verification->journal.count > 0)
    add (
        facts, "journal", ETB_FACT_GOOD,
        _ ("Journal"),
           _ ("Unbroken"),
              _ ("Each entry follows from the one before it, and it ends where the dossier says."));
}

static void
add_eligible (GPtrArray *facts, const EtbVerification *verification)
{
  const char *title = _ ("Conditions of the call");

  if (verification->eligible == ETB_VERDICT_MET)
    add (facts, "eligible", ETB_FACT_GOOD, title,
         _ ("Met"),
            _ ("The rules of the call in the package, run again on its answers, are all met."));
  else if (verification->eligible == ETB_VERDICT_NOT_MET)
    add (facts, "eligible", ETB_FACT_BAD, title,
         _ ("Not met"),
            _ ("The rules of the call in the package, run again on its answers, are not all met."));
  else
    add (facts, "eligible", ETB_FACT_OPEN, title,
         _ ("Cannot be told"), _ ("The rules of the call, run again, lack an answer to tell."));
}

GPtrArray *
etb_facts_of_dossier (const EtbVerification *verification)
{
  g_autoptr (GPtrArray) facts = NULL;

  g_return_val_if_fail (verification != NULL, NULL);

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_fact_free);
  if (!verification->has_dossier)
    return g_steal_pointer (&facts);

  if (count_problems (verification, dossier_codes) > 0)
    add (facts, "dossier", ETB_FACT_BAD,
         _ ("Dossier and files"), _ ("They differ"),
                                     _ ("What the dossier says of its files, its call or its verdicts is not what is found."));
  else
    add (facts, "dossier", ETB_FACT_GOOD,
         _ ("Dossier and files"),
            _ ("They agree"),
               _ ("Every piece the dossier lists is there, unchanged, and nothing else is."));
  add_journal (facts, verification);
  add_eligible (facts, verification);
  if (verification->ready)
    add (facts, "complete", ETB_FACT_GOOD,
         _ ("Answers and pieces"), _ ("Complete"), _ ("No required answer nor piece is missing."));
  else
    add (facts, "complete", ETB_FACT_BAD,
         _ ("Answers and pieces"), _ ("Incomplete"),
                                      _ ("A required answer or piece is missing or not accepted."));
  return g_steal_pointer (&facts);
}
