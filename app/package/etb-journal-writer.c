/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: writes journal.xml; see the header. The file of the dossier is read once for each writing,
 * through a connection of its own.
 * Callers: etb-package-job.c, etb-journal-save.c. */

#include "etb-journal-writer.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlwriter.h>

#include "etb-dossier-journal.h"
#include "etb-package.h"
#include "etb-xml-text.h"

/* One document under way. */
typedef struct
{
  xmlTextWriterPtr writer;
  EtbJournalSink sink;
  gpointer user_data;
  gint64 written;
  GError *error; /* what the sink said */
} Writing;

static int
on_bytes (void *context, const char *data, int length)
{
  Writing *self = context;

  if (self->error != NULL || !self->sink (data, (gsize)length, self->user_data, &self->error))
    return -1;
  return length;
}

static void
set_text (Writing *self, const char *name, const char *text)
{
  g_autofree char *clean = etb_xml_text_clean (text);

  xmlTextWriterWriteAttribute (self->writer, BAD_CAST name, BAD_CAST clean);
}

static void
set_number (Writing *self, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  xmlTextWriterWriteAttribute (self->writer, BAD_CAST name, BAD_CAST text);
}

static gboolean
write_entry (const EtbJournalEntry *entry, gpointer user_data, GError **error)
{
  Writing *self = user_data;

  xmlTextWriterStartElement (self->writer, BAD_CAST "entry");
  set_number (self, "number", entry->number);
  set_text (self, "at", entry->at);
  set_text (self, "author", entry->author);
  set_text (self, "kind", entry->kind);
  set_text (self, "subject", entry->subject);
  set_text (self, "detail", entry->detail);
  set_number (self, "revision", entry->revision);
  set_text (self, "previous", entry->previous);
  set_text (self, "digest", entry->digest);
  xmlTextWriterEndElement (self->writer);
  self->written++;
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return error == NULL || *error == NULL;
}

/* Ends the document: what is in the writer goes to the sink. */
static gboolean
finish (Writing *self, gint64 entries, const char *file, GError **error)
{
  xmlTextWriterEndDocument (self->writer);
  g_clear_pointer (&self->writer, xmlFreeTextWriter);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  if (self->written == entries)
    return TRUE;
  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_READ,
               _ ("The journal of “%s” changed while it was read. Close other programs that use "
                  "this dossier, then try again."),
                  file);
  return FALSE;
}

gboolean
etb_journal_write (EtbDossier *dossier, gint64 entries, EtbJournalSink sink, gpointer user_data,
                   GError **error)
{
  Writing self = { NULL, sink, user_data, 0, NULL };
  xmlOutputBufferPtr output;
  gboolean read;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), FALSE);
  g_return_val_if_fail (entries >= 0 && sink != NULL, FALSE);

  output = xmlOutputBufferCreateIO (on_bytes, NULL, &self, NULL);
  self.writer = xmlNewTextWriter (output);
  xmlTextWriterSetIndent (self.writer, 1);
  xmlTextWriterSetIndentString (self.writer, BAD_CAST "");
  xmlTextWriterStartDocument (self.writer, "1.0", "UTF-8", NULL);
  xmlTextWriterStartElement (self.writer, BAD_CAST "journal");
  xmlTextWriterWriteAttribute (self.writer, BAD_CAST "xmlns", BAD_CAST ETB_JOURNAL_NAMESPACE);
  xmlTextWriterWriteAttribute (self.writer, BAD_CAST "version", BAD_CAST "1");
  set_number (&self, "entries", entries);
  read = etb_dossier_foreach_entry (dossier, entries, write_entry, &self, error);
  if (read)
    return finish (&self, entries, etb_dossier_get_file (dossier), error);
  xmlFreeTextWriter (self.writer);
  g_clear_error (&self.error);
  return FALSE;
}

static gboolean
count_bytes (const void *data, gsize length, gpointer user_data, GError **error)
{
  *(guint64 *)user_data += length;
  return TRUE;
}

gboolean
etb_journal_measure (EtbDossier *dossier, gint64 entries, guint64 *size, GError **error)
{
  *size = 0;
  return etb_journal_write (dossier, entries, count_bytes, size, error);
}
