/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The report of a verification as widgets: see the header. */

#include "etb-verify-report.h"

#include <glib/gi18n-lib.h>

#include "etb-fact-row.h"
#include "etb-notice.h"

/* More would bury the first ones. */
#define MAX_SHOWN 50

static void
append_verdict (EtbPageFrame *page, const EtbVerification *verification)
{
  EtbNoticeKind kind = ETB_NOTICE_ERROR;
  const char *text = _ ("This file cannot be read as a package.");

  if (verification->verdict == ETB_PACKAGE_VALID)
    {
      kind = ETB_NOTICE_GOOD;
      text
          = _ ("Nothing changed in this package since it was signed. What that proves, and what it "
                "does not, is below, fact by fact.");
    }
  else if (verification->verdict == ETB_PACKAGE_INVALID)
    text = _ ("Something is wrong in this package. Do not rely on it before you know what.");
  etb_page_frame_append (page, etb_notice_new_framed (kind, text));
}

static GtkWidget *
make_problem (const EtbSignatureProblem *problem)
{
  const gboolean remark = g_str_equal (problem->code, ETB_REMARK_ALTERED);
  g_autofree char *words = NULL;
  GtkWidget *notice;

  /* The text of most problems names the entry already. */
  if (*problem->where == '\0' || strstr (problem->text, problem->where) != NULL)
    words = g_strdup (problem->text);
  else
    words = g_strdup_printf (_ ("%s: %s"), problem->where, problem->text);
  notice = etb_notice_new (remark ? ETB_NOTICE_INFORMATION : ETB_NOTICE_ERROR, words);
  gtk_widget_add_css_class (notice, "etb-line");
  gtk_widget_set_name (notice, problem->code);
  return notice;
}

static void
append_problems (EtbPageFrame *page, const EtbVerification *verification)
{
  const guint n = verification->problems->len;
  GtkWidget *list;

  if (n == 0)
    return;
  list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (list, "card");
  gtk_widget_add_css_class (list, "etb-lines");
  for (guint i = 0; i < MIN (n, MAX_SHOWN); i++)
    gtk_box_append (GTK_BOX (list), make_problem (g_ptr_array_index (verification->problems, i)));
  etb_page_frame_append_heading (page, _ ("What was found"));
  etb_page_frame_append (page, list);
  if (n > MAX_SHOWN)
    {
      g_autofree char *more = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "And %u more.", "And %u more.", n - MAX_SHOWN),
          n - MAX_SHOWN);

      etb_page_frame_append (page, etb_words_new (more, NULL));
    }
}

static void
append_facts (EtbPageFrame *page, GPtrArray *facts)
{
  if (facts->len > 0)
    etb_page_frame_append (page, etb_fact_list_new (facts));
}

static void
append_signature (EtbPageFrame *page, const EtbSignatureReport *signature)
{
  g_autoptr (GPtrArray) facts = etb_facts_of_signature (signature);
  g_autofree char *heading = g_strdup_printf (_ ("Signature of %s"), signature->signer != NULL ? signature->signer : _ ("an unknown person"));

  etb_page_frame_append_heading (page, heading);
  if (signature->role != NULL)
    etb_page_frame_append (
        page, etb_detail_row_new (_ ("Capacity that the signatory states"), signature->role));
  if (signature->place != NULL)
    etb_page_frame_append (
        page, etb_detail_row_new (_ ("Place that the signatory states"), signature->place));
  if (signature->certificate_sha256 != NULL)
    etb_page_frame_append (page,
                           etb_detail_row_new (_ ("Kind of signature"),
                                                  etb_certificate_kind_describe (signature->kind)));
  append_facts (page, facts);
  if (signature->certificate_sha256 != NULL)
    etb_page_frame_append (page, etb_detail_row_new (_ ("Fingerprint of the certificate (SHA-256)"),
                                                        signature->certificate_sha256));
}

static void
append_dossier (EtbPageFrame *page, const EtbVerification *verification)
{
  g_autoptr (GPtrArray) facts = etb_facts_of_dossier (verification);
  g_autofree char *call = NULL;

  if (!verification->has_dossier)
    return;
  etb_page_frame_append_heading (page, _ ("The dossier inside"));
  if (verification->applicant != NULL && *verification->applicant != '\0')
    etb_page_frame_append (page, etb_detail_row_new (_ ("Applicant"), verification->applicant));
  call = g_strdup_printf ("%s – %s – %s",
                          verification->call_title != NULL ? verification->call_title : "",
                          verification->edition != NULL ? verification->edition : "",
                          verification->track_label != NULL ? verification->track_label : "");
  etb_page_frame_append (page, etb_detail_row_new (_ ("Call"), call));
  append_facts (page, facts);
}

static void
append_covered (EtbPageFrame *page, const EtbVerification *verification)
{
  g_autofree char *names = g_strjoinv ("\n", verification->covered);
  GtkWidget *words;

  if (*names == '\0')
    return;
  words = etb_words_new (names, NULL);
  gtk_label_set_selectable (GTK_LABEL (words), TRUE);
  etb_page_frame_append_heading (page, _ ("Files that every signature covers"));
  etb_page_frame_append (page, words);
}

void
etb_verify_report_append (EtbPageFrame *page, const EtbVerification *verification)
{
  g_autoptr (GPtrArray) file_facts = NULL;

  g_return_if_fail (ETB_IS_PAGE_FRAME (page));
  g_return_if_fail (verification != NULL);

  file_facts = etb_facts_of_file (verification);
  append_verdict (page, verification);
  append_problems (page, verification);
  etb_page_frame_append_heading (page, _ ("The file"));
  append_facts (page, file_facts);
  for (guint i = 0; i < verification->signatures->len; i++)
    append_signature (page, g_ptr_array_index (verification->signatures, i));
  append_dossier (page, verification);
  append_covered (page, verification);
}
