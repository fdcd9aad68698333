/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The second language of a definition: its texts take the place of the first ones before anything
 * is read, when the session is in that language. So nobody after this knows of languages.
 *
 * Invariant: a translation is whole, or a fault: nobody meets half a page in another language. What
 * commits a person stays in the language of the call: attestations, what helping asks for; what
 * others wrote, too: titles and passages of sources; and the edition, by which a package and a call
 * know each other. Called by the reader only. */

#include "etb-call-reader-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>

/* Elements whose text people read. */
static const char *const texts[]
    = { "title", "publisher", "summary", "label",      "audience", "amount",
        "note",  "hint",      "message", "met",        "not-met",  "unknown",
        "lead",  "reason",    "example", "line-label", NULL };

/* Parts whose words are not ours to put otherwise, or are not words. */
static const char *const apart[]
    = { "sources", "roles", "instance", "consent", "translation", NULL };

typedef struct
{
  EtbCallReader *reader;
  GHashTable *texts; /* text of the call to its node in the translation */
  GHashTable *met;   /* texts that the call has */
  gboolean replace;  /* the session is in the second language */
} Translation;

/* Whether the session prefers @lang to @first. */
static gboolean
session_prefers (const char *lang, const char *first)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const gsize length = strcspn (names[i], "_.@");

      if (strlen (first) == length && strncmp (names[i], first, length) == 0)
        return FALSE;
      if (strlen (lang) == length && strncmp (names[i], lang, length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_text (xmlNodePtr node)
{
  return g_strv_contains (texts, (const char *)node->name) && xmlFirstElementChild (node) == NULL;
}

/* The sentence that is accepted: its version is that of these very words. */
static gboolean
is_attestation (xmlNodePtr node)
{
  return xmlStrEqual (node->name, BAD_CAST "label")
         && xmlHasProp (node->parent, BAD_CAST "attestation-version") != NULL;
}

static void
translate_text (Translation *self, xmlNodePtr node)
{
  g_autofree char *text = etb_call_reader_content (node);
  xmlNodePtr entry = g_hash_table_lookup (self->texts, text);
  xmlNodePtr to = entry != NULL ? etb_call_reader_child (entry, "to") : NULL;

  if (*text == '\0')
    return;
  if (to == NULL)
    {
      etb_call_reader_fail (self->reader, node,
                            _ ("“%s” has no text in the second language: add it to “translation”"),
                               text);
      return;
    }
  g_hash_table_add (self->met, g_strdup (text));
  if (self->replace)
    {
      g_autofree char *content = etb_call_reader_content (to);

      xmlNodeSetContent (node, NULL);
      xmlNodeAddContent (node, BAD_CAST content);
    }
}

static void
translate_under (Translation *self, xmlNodePtr parent)
{
  for (xmlNodePtr node = xmlFirstElementChild (parent); node != NULL;
       node = xmlNextElementSibling (node))
    {
      if (g_strv_contains (apart, (const char *)node->name) || is_attestation (node))
        continue;
      if (is_text (node))
        translate_text (self, node);
      else
        translate_under (self, node);
    }
}

static void
take_entries (Translation *self, xmlNodePtr translation)
{
  for (xmlNodePtr entry = etb_call_reader_child (translation, "text"); entry != NULL;
       entry = etb_call_reader_next (entry, "text"))
    {
      char *from = etb_call_reader_text (entry, "from");

      if (g_hash_table_contains (self->texts, from))
        etb_call_reader_fail (self->reader, entry, _ ("“%s” is translated twice: keep one"), from);
      g_hash_table_insert (self->texts, from, entry);
    }
}

static void
report_strangers (Translation *self)
{
  GHashTableIter iter;
  gpointer from, entry;

  g_hash_table_iter_init (&iter, self->texts);
  while (g_hash_table_iter_next (&iter, &from, &entry))
    if (!g_hash_table_contains (self->met, from))
      etb_call_reader_fail (self->reader, entry,
                            _ ("no text of the call is “%s”: remove this translation, or copy the "
                               "text as it is there"),
                               (const char *)from);
}

void
etb_call_reader_translate (EtbCallReader *self, xmlNodePtr root)
{
  xmlNodePtr node = etb_call_reader_child (root, "translation");
  g_autoptr (GHashTable) by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Translation translation = { .reader = self, .texts = by_text, .met = met };
  g_autofree char *first = etb_call_reader_attribute (root, "lang");
  g_autofree char *lang = NULL;

  if (node == NULL)
    return;
  lang = etb_call_reader_attribute (node, "lang");
  if (g_str_equal (lang, first))
    {
      etb_call_reader_fail (self, node,
                            _ ("the call itself is in “%s”: name the other language"), lang);
      return;
    }
  translation.replace = session_prefers (lang, first);
  take_entries (&translation, node);
  translate_under (&translation, root);
  report_strangers (&translation);
}
