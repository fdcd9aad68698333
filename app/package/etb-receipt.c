/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the receipt of a hand-over; see the header.
 * Callers: cli (hand-over), ui (hand-over page). */

#include "etb-receipt.h"

#include <glib/gi18n-lib.h>

#include "etb-instant.h"
#include "etb-print-receipt.h"

void
etb_receipt_line_free (EtbReceiptLine *self)
{
  g_free (self->label);
  g_free (self->value);
  g_free (self);
}

/* @value: (transfer full) */
static void
add (GPtrArray *lines, const char *label, char *value)
{
  EtbReceiptLine *line = g_new0 (EtbReceiptLine, 1);

  line->label = g_strdup (label);
  line->value = value;
  g_ptr_array_add (lines, line);
}

static void
add_file (GPtrArray *lines, const EtbHandedFile *file, gboolean first)
{
  g_autofree char *size = g_format_size_full (file->size, G_FORMAT_SIZE_LONG_FORMAT);

  add (lines, first ? _ ("File handed over")
                    : _ ("Earlier copy handed over"), g_filename_display_name (file->to));
  add (lines, _ ("Size"), g_steal_pointer (&size));
  add (lines, _ ("SHA-256 digest"), g_strdup (file->sha256));
  add (lines, _ ("Removed from this computer"), g_filename_display_name (file->from));
}

GPtrArray *
etb_receipt_lines (const EtbHandOver *done)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_receipt_line_free);

  add (lines, _ ("Dossier of"), g_strdup (done->title));
  add (lines, _ ("Call"), g_strdup_printf ("%s – %s, %s", done->call, done->edition, done->track));
  add (lines, _ ("Handed over on"), etb_instant_describe (done->at));
  if (*done->by != '\0')
    add (lines, _ ("By"), g_strdup (done->by));
  for (guint i = 0; i < done->files->len; i++)
    add_file (lines, g_ptr_array_index (done->files, i), i == 0);
  for (guint i = 0; i < done->packages->len; i++)
    add (lines, _ ("Package that stays where it is"),
                   g_filename_display_name (g_ptr_array_index (done->packages, i)));
  return lines;
}

char *
etb_receipt_note (const EtbHandOver *done)
{
  g_autoptr (GString) note = g_string_new (
      _ ("Both files were read back whole before anything was removed: they had the digest above. "
         "The dossier, its safety copies and what Établi knew of it were then overwritten and "
         "removed from this computer. Some disks, flash memory and backups may keep older traces "
         "that no program can reach."));

  if (done->packages->len > 0)
    g_string_append_printf (
        note, " %s",
        _ ("Packages that were exported are files of their own: they were not touched. "
                        "Hand them over or delete them too."));
  return g_string_free (g_steal_pointer (&note), FALSE);
}

char *
etb_receipt_to_text (const EtbHandOver *done)
{
  g_autoptr (GPtrArray) lines = etb_receipt_lines (done);
  g_autofree char *note = etb_receipt_note (done);
  g_autoptr (GString) text = g_string_new (_ ("Receipt of a dossier handed over"));

  g_string_append (text, "\n\n");
  for (guint i = 0; i < lines->len; i++)
    {
      const EtbReceiptLine *line = g_ptr_array_index (lines, i);
      /* Translators: a label, then what it is. */
      g_autofree char *words = g_strdup_printf (_ ("%s: %s"), line->label, line->value);

      g_string_append_printf (text, "%s\n", words);
    }
  g_string_append_printf (text, "\n%s\n", note);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GBytes *
draw (const EtbHandOver *done, GError **error)
{
  g_autoptr (GPtrArray) lines = etb_receipt_lines (done);
  g_autofree EtbPrintLine *facts = g_new0 (EtbPrintLine, lines->len);
  g_autofree char *note = etb_receipt_note (done);
  g_autofree char *created = etb_instant_to_utc (done->at);
  EtbPrintReceipt receipt = {
    .overline = _ ("RECEIPT"), .title = _ ("Dossier handed over"), .subtitle = done->title,
                                           .lines = facts, .n_lines = lines->len, .note = note,
                                           .left = _ ("Handed over by"), .right
                                                                         = _ ("Received by"),
                                                                              .created = created,
                                           };

  for (guint i = 0; i < lines->len; i++)
    {
      const EtbReceiptLine *line = g_ptr_array_index (lines, i);

      facts[i] = (EtbPrintLine){ line->label, line->value };
    }
  return etb_print_receipt (&receipt, error);
}

gboolean
etb_receipt_write (const EtbHandOver *done, const char *file, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_return_val_if_fail (done != NULL && file != NULL, FALSE);

  if (!g_str_has_suffix (file, ".pdf"))
    {
      text = etb_receipt_to_text (done);
      return g_file_set_contents (file, text, -1, error);
    }
  pdf = draw (done, error);
  return pdf != NULL
         && g_file_set_contents (file, g_bytes_get_data (pdf, NULL), (gssize)g_bytes_get_size (pdf),
                                 error);
}
