/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Handing a dossier over: see the header. It cannot be undone: the page says so, and choosing the
 * place is what confirms it. Made by the dossier view. */

#include "etb-hand-over-page.h"

#include <glib/gi18n.h>

#include "etb-file-dialogs.h"
#include "etb-notice.h"
#include "etb-receipt-page.h"
#include "etb-receipt.h"

struct _EtbHandOverPage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  GtkWidget *by;
  GtkWidget *receipt;
};

G_DEFINE_FINAL_TYPE (EtbHandOverPage, etb_hand_over_page, ETB_TYPE_PAGE_FRAME)

/* ---- The act ----------------------------------------------------------------------------------
 */

typedef struct
{
  char *to;
  char *by;
  gboolean with_receipt;
  EtbHandOver *done; /* once it is */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->to);
  g_free (job->by);
  etb_hand_over_free (job->done);
  g_free (job);
}

/* "atelier.etabli" gives "atelier-recepisse.pdf"; a number more where that is taken. */
static char *
name_receipt (const char *to)
{
  g_autofree char *stem = g_str_has_suffix (to, ".etabli")
                              ? g_strndup (to, strlen (to) - strlen (".etabli"))
                              : g_strdup (to);

  for (guint number = 1;; number++)
    {
      /* Translators: end of a file name, ASCII letters and dashes only. */
      g_autofree char *name = number == 1
          ? g_strdup_printf ("%s-%s.pdf", stem, _("receipt"))
                             : g_strdup_printf ("%s-%s-%u.pdf", stem, _("receipt"), number);

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }
}

static void
report (guint64 done, guint64 total, gpointer act)
{
  etb_closed_act_report (act, done, total);
}

static char *
hand_over (EtbClosedAct *act, const char *file, gpointer data, GCancellable *cancellable,
           GError **error)
{
  Job *job = data;
  g_autofree char *receipt = NULL;
  g_autoptr (GError) problem = NULL;

  job->done = etb_hand_over (file, job->to, job->by, report, act, cancellable, error);
  if (job->done == NULL)
    return NULL;
  receipt = name_receipt (job->to);
  /* The page of the receipt can write it elsewhere. */
  if (job->with_receipt && !etb_receipt_write (job->done, receipt, &problem))
    return g_strdup_printf (_("Handed over, but the receipt could not be written: %s"),
                               problem->message);
  return g_strdup (_("The dossier was handed over"));
}

static gpointer
make_receipt_page (gpointer data)
{
  return etb_receipt_page_new (((Job *)data)->done);
}

void
etb_hand_over_page_hand_over (EtbHandOverPage *self, const char *to)
{
  Job *job;
  EtbClosedAct *act;

  g_return_if_fail (ETB_IS_HAND_OVER_PAGE (self));
  g_return_if_fail (to != NULL);

  job = g_new0 (Job, 1);
  job->to = g_str_has_suffix (to, ".etabli") ? g_strdup (to) : g_strconcat (to, ".etabli", NULL);
  job->by = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->by))));
  job->with_receipt = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->receipt));
  act = etb_closed_act_new (_("The dossier is being copied and checked…"),
                               _("This dossier cannot be handed over"), hand_over, job, job_free);
  etb_closed_act_set_after (act, make_receipt_page);
  etb_page_frame_act (ETB_PAGE_FRAME (self), act);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbHandOverPage) self = data;
  g_autoptr (GFile) chosen = etb_file_dialog_finish (result, NULL);
  g_autofree char *path = chosen != NULL ? g_file_get_path (chosen) : NULL;

  if (path != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    etb_hand_over_page_hand_over (self, path);
}

static void
on_choose (EtbHandOverPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *name = g_path_get_basename (etb_dossier_get_file (self->dossier));

  etb_file_dialog_hand_over_async (GTK_WINDOW (root), name, on_chosen, g_object_ref (self));
}

/* ---- The page ---------------------------------------------------------------------------------
 */

static void
append_steps (EtbPageFrame *frame)
{
  const char *steps[] = {
    _("You choose where: the owner’s stick, for example."),
       _("The whole dossier is copied there, with its pieces, then read back and compared."),
          _("Only then is it removed from this computer: the dossier, its safety copies, its place in the "
      "list and in the search."),
             _("You get a receipt to print or to keep."),
          };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *line = g_strdup_printf ("%u. %s", i + 1, steps[i]);

      etb_page_frame_append (frame, etb_words_new (line, NULL));
    }
}

static void
append_packages (EtbPageFrame *frame, EtbDossier *dossier)
{
  GPtrArray *exports = etb_dossier_get_exports (dossier);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < exports->len; i++)
    {
      const EtbExport *export = exports->pdata[i];

      if (g_file_test (export->file, G_FILE_TEST_EXISTS))
        g_string_append_printf (names, "\n%s", export->file);
    }
  if (names->len == 0)
    return;
  g_string_prepend (names,
                    _("Packages that were made from it stay where they are; hand them over or "
                             "delete them yourself:"));
  etb_page_frame_append (frame, etb_notice_new_framed (ETB_NOTICE_WARNING, names->str));
}

static void
append_by (EtbHandOverPage *self)
{
  GtkWidget *label = etb_words_new (_("Your name, for the receipt"), "heading");
  const char *name = g_get_real_name ();

  self->by = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->by), 100);
  if (name != NULL && !g_str_equal (name, "Unknown") && !g_str_equal (name, "root"))
    gtk_editable_set_text (GTK_EDITABLE (self->by), name);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->by), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  self->receipt
      = gtk_check_button_new_with_label (_("Write the receipt beside the copy, as a PDF"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->receipt), TRUE);
  etb_page_frame_append (ETB_PAGE_FRAME (self), label);
  etb_page_frame_append (ETB_PAGE_FRAME (self), self->by);
  etb_page_frame_append (ETB_PAGE_FRAME (self), self->receipt);
}

static void
etb_hand_over_page_dispose (GObject *object)
{
  g_clear_object (&ETB_HAND_OVER_PAGE (object)->dossier);
  G_OBJECT_CLASS (etb_hand_over_page_parent_class)->dispose (object);
}

static void
etb_hand_over_page_class_init (EtbHandOverPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_hand_over_page_dispose;
}

static void
etb_hand_over_page_init (EtbHandOverPage *self)
{
}

GtkWidget *
etb_hand_over_page_new (EtbDossier *dossier)
{
  EtbHandOverPage *self;
  EtbPageFrame *frame;
  GtkWidget *choose;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_HAND_OVER_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  frame = ETB_PAGE_FRAME (self);
  etb_page_frame_set_title (frame, _("Hand Over This Dossier"));
  etb_page_frame_set_lead (frame, _("Its owner leaves with it, and nothing of it stays here. This "
                                    "cannot be undone on this computer: the copy is then the "
                                    "dossier."));
  append_steps (frame);
  append_packages (frame, dossier);
  append_by (self);
  choose = etb_page_frame_add_button (frame, _("_Choose Where and Hand Over…"), NULL);
  gtk_widget_add_css_class (choose, "destructive-action");
  gtk_widget_set_sensitive (choose, !etb_dossier_is_read_only (dossier));
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (on_choose), self);
  etb_page_frame_add_button (frame, _("Back to the _Tasks"), "dossier.tasks");
  return GTK_WIDGET (self);
}
