/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: reads journal.xml; see the header. libxml2's push parser tells what it meets; whatever is
 * not of the form stops it. All state hangs on the parser context: several threads may parse.
 * Callers: etb-verification-journal.c, app/cli, the fuzzer. */

#include "etb-journal-reader.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#include "etb-journal-writer.h"
#include "etb-package-private.h"

struct _EtbJournalReader
{
  xmlParserCtxtPtr parser;
  EtbJournalFunc func;
  gpointer user_data;
  EtbJournalChain chain;
  gint64 declared; /* how many entries the document says it has */
  guint depth;
  gboolean empty; /* nothing came yet */
  GError *error;
};

/* ---- Refusing ---------------------------------------------------------------------------------
 */

static void
refuse (EtbJournalReader *self, const char *why)
{
  if (self->error != NULL)
    return;
  self->error = g_error_new (ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT,
                             _ ("“journal.xml” is not a journal of the form that this program "
                                "knows: line %d: %s"),
                                xmlSAX2GetLineNumber (self->parser), why);
  xmlStopParser (self->parser);
}

static void
on_doctype (void *user_data, const xmlChar *name, const xmlChar *public_id,
            const xmlChar *system_id)
{
  refuse (user_data, _ ("a document type declaration is not accepted"));
}

static void
on_text (void *user_data, const xmlChar *text, int length)
{
  for (int i = 0; i < length; i++)
    if (!g_ascii_isspace ((char)text[i]))
      {
        refuse (user_data, _ ("there is text between the entries"));
        return;
      }
}

static void
on_cdata (void *user_data, const xmlChar *text, int length)
{
  refuse (user_data, _ ("there is text between the entries"));
}

static void
on_comment (void *user_data, const xmlChar *text)
{
  refuse (user_data, _ ("a comment is not accepted"));
}

static void
on_instruction (void *user_data, const xmlChar *target, const xmlChar *data)
{
  refuse (user_data, _ ("a processing instruction is not accepted"));
}

static void
on_reference (void *user_data, const xmlChar *name)
{
  refuse (user_data, _ ("an entity is not accepted"));
}

/* ---- Elements ---------------------------------------------------------------------------------
 */

/* Attributes as libxml2 hands them over: name, prefix, namespace, first byte, byte after the last.
 */
#define PARTS 5

/* Returns: (transfer full) (nullable): NULL when it is not there or over @limit */
static char *
take_text (const xmlChar **attributes, int count, const char *name, gsize limit)
{
  for (int i = 0; i < count; i++)
    {
      const xmlChar **one = attributes + (gsize)i * PARTS;
      gsize length = (gsize)(one[4] - one[3]);

      if (one[1] == NULL && g_str_equal ((const char *)one[0], name))
        return length <= limit ? g_strndup ((const char *)one[3], length) : NULL;
    }
  return NULL;
}

/* Written as this program writes numbers, and no other way. */
static gboolean
take_number (const xmlChar **attributes, int count, const char *name, gint64 *number)
{
  g_autofree char *text = take_text (attributes, count, name, 20);
  g_autofree char *again = NULL;

  if (text == NULL)
    return FALSE;
  *number = g_ascii_strtoll (text, NULL, 10);
  again = g_strdup_printf ("%" G_GINT64_FORMAT, *number);
  return g_str_equal (text, again);
}

static void
start_journal (EtbJournalReader *self, const xmlChar **attributes, int count)
{
  g_autofree char *version = take_text (attributes, count, "version", 8);
  const xmlChar *encoding = self->parser->encoding;

  if (encoding != NULL && g_ascii_strcasecmp ((const char *)encoding, "UTF-8") != 0)
    refuse (self, _ ("it is not in UTF-8"));
  else if (count != 2 || g_strcmp0 (version, "1") != 0
           || !take_number (attributes, count, "entries", &self->declared) || self->declared < 0
           || self->declared > ETB_JOURNAL_MAX_ENTRIES)
    refuse (self, _ ("the attributes of “journal” are not those of version 1"));
}

static EtbJournalEntry *
take_entry (const xmlChar **attributes, int count)
{
  g_autoptr (EtbJournalEntry) entry = etb_journal_entry_new ();

  entry->at = take_text (attributes, count, "at", ETB_JOURNAL_MAX_AT);
  entry->author = take_text (attributes, count, "author", ETB_JOURNAL_MAX_AUTHOR);
  entry->kind = take_text (attributes, count, "kind", ETB_JOURNAL_MAX_KIND);
  entry->subject = take_text (attributes, count, "subject", ETB_JOURNAL_MAX_SUBJECT);
  entry->detail = take_text (attributes, count, "detail", ETB_JOURNAL_MAX_DETAIL);
  entry->previous = take_text (attributes, count, "previous", ETB_JOURNAL_DIGEST_LENGTH);
  entry->digest = take_text (attributes, count, "digest", ETB_JOURNAL_DIGEST_LENGTH);
  if (count != 9 || !take_number (attributes, count, "number", &entry->number)
      || !take_number (attributes, count, "revision", &entry->revision) || entry->at == NULL
      || entry->author == NULL || entry->kind == NULL || entry->subject == NULL
      || entry->detail == NULL || entry->previous == NULL || entry->digest == NULL)
    return NULL;
  return g_steal_pointer (&entry);
}

static void
start_entry (EtbJournalReader *self, const xmlChar **attributes, int count)
{
  g_autoptr (EtbJournalEntry) entry = take_entry (attributes, count);

  if (entry == NULL)
    refuse (self, _ ("an entry has not its nine attributes, or one of them is too long"));
  else if (self->chain.count >= self->declared)
    refuse (self, _ ("there are more entries than “journal” says"));
  else
    {
      etb_journal_chain_add (&self->chain, entry);
      if (self->func != NULL && !self->func (entry, self->user_data, &self->error))
        xmlStopParser (self->parser);
    }
}

static void
on_start (void *user_data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
          int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
          const xmlChar **attributes)
{
  EtbJournalReader *self = user_data;
  static const char *const names[] = { "journal", "entry" };

  if (self->error != NULL)
    return;
  if (self->depth >= G_N_ELEMENTS (names) || prefix != NULL
      || g_strcmp0 ((const char *)uri, ETB_JOURNAL_NAMESPACE) != 0
      || !g_str_equal ((const char *)name, names[self->depth]))
    refuse (self, _ ("an element is not where it should be"));
  else if (self->depth++ == 0)
    start_journal (self, attributes, n_attributes);
  else
    start_entry (self, attributes, n_attributes);
}

static void
on_end (void *user_data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  EtbJournalReader *self = user_data;

  if (self->error == NULL)
    self->depth--;
}

/* ---- Life -------------------------------------------------------------------------------------
 */

EtbJournalReader *
etb_journal_reader_new (EtbJournalFunc func, gpointer user_data)
{
  EtbJournalReader *self = g_new0 (EtbJournalReader, 1);
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = on_doctype,
    .externalSubset = on_doctype,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_cdata,
    .comment = on_comment,
    .processingInstruction = on_instruction,
    .reference = on_reference,
  };

  self->func = func;
  self->user_data = user_data;
  self->empty = TRUE;
  etb_journal_chain_init (&self->chain);
  self->parser = xmlCreatePushParserCtxt (&handler, self, NULL, 0, NULL);
  if (self->parser == NULL)
    g_error ("out of memory");
  /* The five entities of XML become what they stand for; there are no others to put in. */
  xmlCtxtUseOptions (self->parser,
                     XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  return self;
}

void
etb_journal_reader_free (EtbJournalReader *self)
{
  if (self == NULL)
    return;
  xmlFreeParserCtxt (self->parser);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
parse (EtbJournalReader *self, const char *data, int length, gboolean last, GError **error)
{
  if (self->error == NULL && xmlParseChunk (self->parser, data, length, last ? 1 : 0) != 0)
    refuse (self, _ ("this is not well-formed XML"));
  if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  return self->error == NULL;
}

gboolean
etb_journal_reader_push (const void *data, gsize length, gpointer reader, GError **error)
{
  EtbJournalReader *self = reader;
  const char *bytes = data;

  if (length == 0)
    return TRUE;
  /* What begins otherwise, or holds a NUL, the parser would read as another encoding. */
  if ((self->empty && *bytes != '<' && *bytes != '\xef') || memchr (bytes, '\0', length) != NULL)
    refuse (self, _ ("it is not in UTF-8"));
  self->empty = FALSE;
  while (length > 0)
    {
      int part = (int)MIN (length, 1 << 20);

      if (!parse (self, bytes, part, FALSE, error))
        return FALSE;
      bytes += part;
      length -= (gsize)part;
    }
  return TRUE;
}

gboolean
etb_journal_reader_end (EtbJournalReader *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!parse (self, "", 0, TRUE, error))
    return FALSE;
  if (self->chain.count == self->declared)
    return TRUE;
  refuse (self, _ ("there are fewer entries than “journal” says"));
  return parse (self, "", 0, TRUE, error);
}

const EtbJournalChain *
etb_journal_reader_get_chain (EtbJournalReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->chain;
}

const EtbZipEntry *
etb_package_open_journal (const char *file, EtbZipReader **archive, GError **error)
{
  g_autofree char *name = NULL;
  const EtbZipEntry *entry;

  *archive = etb_zip_reader_open (file, error);
  if (*archive == NULL)
    return NULL;
  entry = etb_zip_reader_find (*archive, ETB_ENTRY_JOURNAL);
  if (entry != NULL)
    return entry;
  name = g_filename_display_name (file);
  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_READ,
               _ ("“%s” holds no journal: it is not a package of this program"), name);
  return NULL;
}

gboolean
etb_journal_read_package (const char *file, EtbJournalFunc func, gpointer user_data,
                          EtbJournalChain *chain, GError **error)
{
  g_autoptr (EtbZipReader) archive = NULL;
  g_autoptr (EtbJournalReader) self = etb_journal_reader_new (func, user_data);
  const EtbZipEntry *entry = etb_package_open_journal (file, &archive, error);

  if (entry == NULL
      || !etb_zip_reader_read (archive, entry, etb_journal_reader_push, self, NULL, error)
      || !etb_journal_reader_end (self, error))
    return FALSE;
  *chain = self->chain;
  return TRUE;
}
