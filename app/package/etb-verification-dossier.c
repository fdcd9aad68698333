/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: checks the dossier inside a package without trusting what it says of itself: document
 * against schema, call against its digest, pieces against theirs, and the rules run again. Callers:
 * etb-verification.c. */

#include <glib/gi18n-lib.h>

#include "etb-document-private.h"
#include "etb-element.h"
#include "etb-instant.h"
#include "etb-package-private.h"
#include "etb-readiness.h"
#include "etb-verification-private.h"

/* Rules kept by one verifier: an office meets few calls. */
#define MAX_RULES 16

static GBytes *
load (EtbPackageCheck *self, const char *name, gsize max_size)
{
  const EtbZipEntry *entry = etb_zip_reader_find (self->reader, name);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  if (entry == NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("“%s” is not in this package"), name);

      etb_package_check_add (self, "entry-missing", name, text);
      return NULL;
    }
  if (g_hash_table_contains (self->damaged, name))
    return NULL;

  bytes = etb_zip_reader_load (self->reader, entry, max_size, &error);
  if (bytes == NULL)
    etb_package_check_add (self, "entry-damaged", name, error->message);
  return bytes;
}

static xmlDocPtr
read_document (EtbPackageCheck *self)
{
  g_autoptr (GBytes) bytes = load (self, ETB_ENTRY_DOCUMENT, ETB_DOCUMENT_MAX_SIZE);
  g_autoptr (GError) error = NULL;
  xmlDocPtr document;

  if (bytes == NULL)
    return NULL;

  document = etb_document_read_with (bytes, self->verifier->schema, &error);
  if (document == NULL)
    etb_package_check_add (self, "document-invalid", ETB_ENTRY_DOCUMENT, error->message);
  return document;
}

static void
take_identity (EtbVerification *result, xmlNodePtr root)
{
  xmlNodePtr call = etb_element_child (root, "call");
  xmlNodePtr track = etb_element_child (root, "track");

  result->has_dossier = TRUE;
  result->call_id = etb_element_attribute (call, "id");
  result->edition = etb_element_attribute (call, "edition");
  result->call_title = etb_element_text (call, "title");
  result->track = etb_element_attribute (track, "id");
  result->track_label = etb_element_text (track, "label");
  result->applicant = etb_element_text (etb_element_child (root, "applicant"), "name");
}

/* The rules of the call in the package; the same call is compiled once. (transfer none) */
static EtbRules *
get_rules (EtbPackageCheck *self, xmlNodePtr root)
{
  g_autoptr (GBytes) bytes = load (self, ETB_ENTRY_CALL, ETB_CALL_MAX_SIZE);
  g_autofree char *claimed = etb_element_attribute (etb_element_child (root, "call"), "digest");
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbCall) call = NULL;
  EtbRules *rules;

  if (bytes == NULL)
    return NULL;

  digest = etb_digest_hex_of (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (!g_str_equal (digest, claimed))
    {
      etb_package_check_add (self, "call-digest", ETB_ENTRY_CALL,
                             _ ("“appel.xml” is not the call that “dossier.xml” names"));
      return NULL;
    }

  rules = g_hash_table_lookup (self->verifier->rules, digest);
  if (rules != NULL)
    return rules;

  call = etb_call_new_from_bytes (bytes, ETB_ENTRY_CALL, &error);
  rules = call != NULL ? etb_rules_new (call, &error) : NULL;
  if (rules == NULL)
    {
      etb_package_check_add (self, "call-invalid", ETB_ENTRY_CALL, error->message);
      return NULL;
    }
  if (g_hash_table_size (self->verifier->rules) >= MAX_RULES)
    g_hash_table_remove_all (self->verifier->rules);
  g_hash_table_insert (self->verifier->rules, g_strdup (digest), rules);
  return rules;
}

static void
check_call (EtbPackageCheck *self, EtbCall *call)
{
  const EtbVerification *result = self->result;

  if (!g_str_equal (result->call_id, etb_call_get_id (call))
      || !g_str_equal (result->edition, etb_call_get_edition (call))
      || etb_call_find_track (call, result->track) == NULL)
    etb_package_check_add (
        self, "call-differs", ETB_ENTRY_DOCUMENT,
        _ ("“dossier.xml” names another call, edition or track than “appel.xml”"));
}

static void
check_piece_file (EtbPackageCheck *self, xmlNodePtr node, GHashTable *listed)
{
  g_autofree char *entry = etb_element_attribute (node, "entry");
  g_autofree char *claimed = etb_element_attribute (node, "sha256");
  g_autofree char *size = etb_element_attribute (node, "size");
  const EtbSignedFile *file = etb_package_check_find (self, entry);
  const EtbZipEntry *zip_entry = etb_zip_reader_find (self->reader, entry);
  g_autofree char *found = file != NULL ? etb_digest_to_hex (file->sha256) : NULL;
  g_autofree char *text = NULL;

  g_hash_table_add (listed, g_strdup (entry));
  if (file == NULL || zip_entry == NULL)
    {
      text = g_strdup_printf (_ ("“%s”, which the dossier lists, is not in this package"), entry);
      etb_package_check_add (self, "entry-missing", entry, text);
    }
  else if (!g_str_equal (found, claimed) || g_ascii_strtoull (size, NULL, 10) != zip_entry->size)
    {
      text = g_strdup_printf (_ ("“%s” is not the document that the dossier lists"), entry);
      etb_package_check_add (self, "piece-digest", entry, text);
    }
}

/* Pieces listed are there, and nothing else is there. */
static void
check_pieces (EtbPackageCheck *self, xmlNodePtr root)
{
  static const char *const own[]
      = { ETB_ENTRY_DOCUMENT, ETB_ENTRY_PDF, ETB_ENTRY_CALL, ETB_ENTRY_JOURNAL, NULL };
  xmlNodePtr pieces = etb_element_child (root, "pieces");
  g_autoptr (GHashTable) listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (xmlNodePtr piece = etb_element_child (pieces, "piece"); piece != NULL;
       piece = etb_element_next (piece, "piece"))
    for (xmlNodePtr file = etb_element_child (piece, "file"); file != NULL;
         file = etb_element_next (file, "file"))
      check_piece_file (self, file, listed);

  for (guint i = 0; i < self->files->len; i++)
    {
      const EtbSignedFile *file = g_ptr_array_index (self->files, i);
      g_autofree char *text = NULL;

      if (g_strv_contains (own, file->name) || g_hash_table_contains (listed, file->name))
        continue;
      text = g_strdup_printf (_ ("“%s” is in this package and the dossier does not list it"),
                                 file->name);
      etb_package_check_add (self, "unexpected-entry", file->name, text);
    }
  if (etb_package_check_find (self, ETB_ENTRY_PDF) == NULL)
    etb_package_check_add (self, "entry-missing", ETB_ENTRY_PDF,
                           _ ("“dossier.pdf” is not in this package"));
}

/* The files of pieces that the call knows. */
static GArray *
list_provided (GPtrArray *attachments, EtbCall *call)
{
  GArray *provided = etb_provided_new ();

  for (guint i = 0; i < attachments->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (attachments, i);

      if (etb_call_find_piece (call, attachment->piece) != NULL)
        etb_provided_add (provided, attachment->piece,
                          *attachment->dated != '\0' ? attachment->dated : NULL);
    }
  return provided;
}

/* The instant for which the document was made, as now() gave it. */
static char *
find_now (xmlNodePtr root)
{
  g_autofree char *at = etb_element_attribute (etb_element_child (root, "made"), "at");
  g_autoptr (GDateTime) instant = etb_instant_parse (at, NULL);

  return instant != NULL ? etb_instant_to_paris (instant) : NULL;
}

static void
add_difference (EtbPackageCheck *self, const char *criterion, const char *claimed,
                const char *found)
{
  /* Translators: a criterion, what the dossier claims of it, what was found. */
  g_autofree char *text = g_strdup_printf (
      _ ("The verdict on “%s” is %s in the dossier and %s when its rules run again"), criterion,
         claimed, found);

  etb_package_check_add (self, "verdict-differs", criterion, text);
}

static const char *
find_verdict (EtbEvaluation *evaluation, const char *criterion)
{
  GPtrArray *verdicts = etb_evaluation_get_verdicts (evaluation);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);

      if (g_str_equal (verdict->criterion->id, criterion))
        return etb_verdict_value_to_name (verdict->value);
    }

  return NULL;
}

/* Claimed verdicts against those found, and the other way round. */
static void
compare_verdicts (EtbPackageCheck *self, xmlNodePtr claimed, EtbEvaluation *evaluation)
{
  static const char *const names[] = { "unknown", "yes", "no" };
  GPtrArray *verdicts = etb_evaluation_get_verdicts (evaluation);
  g_autofree char *eligible = etb_element_attribute (claimed, "eligible");
  g_autofree char *ready = etb_element_attribute (claimed, "ready");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (xmlNodePtr node = etb_element_child (claimed, "verdict"); node != NULL;
       node = etb_element_next (node, "verdict"))
    {
      g_autofree char *criterion = etb_element_attribute (node, "criterion");
      g_autofree char *value = etb_element_attribute (node, "value");
      const char *found = find_verdict (evaluation, criterion);

      g_hash_table_add (seen, g_strdup (criterion));
      if (g_strcmp0 (found, value) != 0)
        add_difference (self, criterion, value, found != NULL ? found : _ ("absent"));
    }
  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);

      if (!g_hash_table_contains (seen, verdict->criterion->id))
        add_difference (self, verdict->criterion->id,
                        _ ("absent"), etb_verdict_value_to_name (verdict->value));
    }
  if (!g_str_equal (eligible, names[self->result->eligible]))
    add_difference (self, "eligible", eligible, names[self->result->eligible]);
  if (*ready != '\0' && etb_element_flag (claimed, "ready") != self->result->ready)
    add_difference (self, "ready", ready, self->result->ready ? "true" : "false");
}

/* What the document says of its files. (element-type EtbAttachment) */
static GPtrArray *
list_attachments (xmlNodePtr root)
{
  GPtrArray *attachments = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_attachment_unref);
  xmlNodePtr pieces = etb_element_child (root, "pieces");

  for (xmlNodePtr piece = etb_element_child (pieces, "piece"); piece != NULL;
       piece = etb_element_next (piece, "piece"))
    for (xmlNodePtr file = etb_element_child (piece, "file"); file != NULL;
         file = etb_element_next (file, "file"))
      {
        g_autofree char *code = etb_element_attribute (piece, "code");
        g_autofree char *name = etb_element_attribute (file, "name");
        g_autofree char *entry = etb_element_attribute (file, "entry");
        g_autofree char *type = etb_element_attribute (file, "type");
        g_autofree char *size = etb_element_attribute (file, "size");
        g_autofree char *sha256 = etb_element_attribute (file, "sha256");
        g_autofree char *dated = etb_element_attribute (file, "dated");

        g_ptr_array_add (attachments,
                         etb_attachment_new (entry, code, name, entry, type,
                                             g_ascii_strtoull (size, NULL, 10), sha256, dated));
      }
  return attachments;
}

static void
run_rules (EtbPackageCheck *self, xmlDocPtr document, EtbRules *rules)
{
  xmlNodePtr root = xmlDocGetRootElement (document);
  xmlNodePtr verdicts = etb_element_child (root, "verdicts");
  g_autofree char *today = etb_element_attribute (verdicts, "today");
  g_autofree char *now = find_now (root);
  g_autoptr (GPtrArray) attachments = list_attachments (root);
  g_autoptr (GArray) provided = list_provided (attachments, etb_rules_get_call (rules));
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbInstance) instance = NULL;
  g_autoptr (EtbEvaluation) evaluation = NULL;
  g_autoptr (EtbReadiness) readiness = NULL;
  const EtbFacts facts = { .today = today, .provided = provided, .now = now };

  instance = etb_document_to_instance (document, etb_rules_get_call (rules), &error);
  if (instance == NULL)
    {
      etb_package_check_add (self, "document-answers", ETB_ENTRY_DOCUMENT, error->message);
      return;
    }

  evaluation = etb_rules_evaluate (rules, instance, &facts);
  self->result->eligible = etb_evaluation_get_eligible (evaluation);
  readiness = etb_readiness_judge (evaluation, attachments, NULL);
  self->result->ready
      = etb_evaluation_is_complete (evaluation) && etb_readiness_is_clear (readiness);
  compare_verdicts (self, verdicts, evaluation);
}

void
etb_package_check_dossier (EtbPackageCheck *self)
{
  xmlDocPtr document = read_document (self);
  xmlNodePtr root;
  EtbRules *rules;

  if (document == NULL)
    return;

  self->result->document = document;
  root = xmlDocGetRootElement (document);
  take_identity (self->result, root);
  check_pieces (self, root);
  etb_package_check_journal (self, root);
  rules = get_rules (self, root);
  if (rules != NULL)
    {
      check_call (self, etb_rules_get_call (rules));
      run_rules (self, document, rules);
    }
}
