/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The receipt on the screen: see the header. Shown by the window after a hand-over. */

#include "etb-receipt-page.h"

#include <glib/gi18n.h>

#include "etb-fact-row.h"
#include "etb-file-dialogs.h"
#include "etb-notice.h"
#include "etb-receipt.h"

struct _EtbReceiptPage
{
  EtbPageFrame parent_instance;

  EtbHandOver *done;
  GtkWidget *notice;
};

G_DEFINE_FINAL_TYPE (EtbReceiptPage, etb_receipt_page, ETB_TYPE_PAGE_FRAME)

void
etb_receipt_page_write (EtbReceiptPage *self, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (ETB_IS_RECEIPT_PAGE (self));
  g_return_if_fail (file != NULL);

  if (etb_receipt_write (self->done, file, &error))
    words = g_strdup_printf (_("The receipt is in “%s”."), file);
  etb_notice_say (ETB_NOTICE (self->notice), error == NULL ? ETB_NOTICE_GOOD : ETB_NOTICE_ERROR,
                  error == NULL ? words : error->message);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbReceiptPage) self = data;
  g_autoptr (GFile) chosen = etb_file_dialog_finish (result, NULL);
  g_autofree char *path = chosen != NULL ? g_file_get_path (chosen) : NULL;

  if (path != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    etb_receipt_page_write (self, path);
}

static void
on_save (EtbReceiptPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *name = g_strconcat (_("receipt"), ".pdf", NULL);

  etb_file_dialog_save_receipt_async (GTK_WINDOW (root), name, on_chosen, g_object_ref (self));
}

static void
etb_receipt_page_finalize (GObject *object)
{
  etb_hand_over_free (ETB_RECEIPT_PAGE (object)->done);
  G_OBJECT_CLASS (etb_receipt_page_parent_class)->finalize (object);
}

static void
etb_receipt_page_class_init (EtbReceiptPageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_receipt_page_finalize;
}

static void
etb_receipt_page_init (EtbReceiptPage *self)
{
}

GtkWidget *
etb_receipt_page_new (EtbHandOver *done)
{
  EtbReceiptPage *self;
  EtbPageFrame *frame;
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *note = NULL;
  GtkWidget *save;

  g_return_val_if_fail (done != NULL, NULL);

  self = g_object_new (ETB_TYPE_RECEIPT_PAGE, NULL);
  self->done = g_new0 (EtbHandOver, 1);
  *self->done = *done;
  memset (done, 0, sizeof *done);
  frame = ETB_PAGE_FRAME (self);
  etb_page_frame_set_title (frame, _("Dossier handed over"));
  etb_page_frame_set_lead (frame,
                           _("The copy was checked, and nothing of the dossier is left on "
                                    "this computer. Keep this receipt if you need one: it is shown "
                                    "here only once."));
  self->notice = etb_notice_new_framed (ETB_NOTICE_GOOD, NULL);
  etb_page_frame_append (frame, self->notice);
  lines = etb_receipt_lines (self->done);
  for (guint i = 0; i < lines->len; i++)
    {
      const EtbReceiptLine *line = lines->pdata[i];

      etb_page_frame_append (frame, etb_detail_row_new (line->label, line->value));
    }
  note = etb_receipt_note (self->done);
  etb_page_frame_append (frame, etb_words_new (note, "etb-quiet"));
  save = etb_page_frame_add_button (frame, _("_Save the Receipt…"), NULL);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (on_save), self);
  gtk_widget_add_css_class (etb_page_frame_add_button (frame, _("My _Dossiers"), "win.home"),
                                                       "suggested-action");
  return GTK_WIDGET (self);
}
