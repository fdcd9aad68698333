/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: writes a dossier as dossier.xml: who, for which call, then its parts. Answers and verdicts
 * are in files of their own.
 * Invariant: what does not apply to the applicant is not in the document; the same dossier at the
 * same instant gives the same bytes.
 * Callers: etb-package*.c. */

#include "etb-document.h"

#include "etb-document-private.h"
#include "etb-element.h"
#include "etb-instant.h"
#include "etb-rules.h"
#include "etb-xml-text.h"

/* Longest name of an entry, "pieces/" included. */
#define ENTRY_NAME_MAX 200

static void
statement_free (EtbStatement *statement)
{
  g_free (statement->path);
  g_free (statement);
}

xmlNodePtr
etb_document_add (EtbDocumentBuilder *self, xmlNodePtr parent, const char *name, const char *text)
{
  g_autofree char *clean = text != NULL ? etb_xml_text_clean (text) : NULL;

  return xmlNewTextChild (parent, self->ns, (const xmlChar *)name, (const xmlChar *)clean);
}

void
etb_document_set (xmlNodePtr node, const char *name, const char *value)
{
  g_autofree char *clean = etb_xml_text_clean (value);

  xmlNewProp (node, (const xmlChar *)name, (const xmlChar *)clean);
}

char *
etb_document_entry_name (guint number, const EtbAttachment *attachment)
{
  g_autofree char *front = g_strdup_printf ("pieces/%02u-%s-", number, attachment->piece);
  g_autofree char *code = g_strconcat (attachment->piece, "-", NULL);
  const char *name = attachment->safe_name;
  const gsize front_length = strlen (front);
  gsize length;

  /* Files that were named after their piece do not say it twice. */
  if (g_str_has_prefix (name, code) && strlen (name) > strlen (code))
    name += strlen (code);
  length = strlen (name);
  /* Long names lose their beginning: the ending says what the file is. */
  if (front_length + length > ENTRY_NAME_MAX)
    name += front_length + length - ENTRY_NAME_MAX;
  return g_strconcat (front, name, NULL);
}

EtbEvaluation *
etb_document_evaluate (EtbDossier *dossier, GDateTime *at)
{
  EtbEvaluation *current = etb_dossier_get_evaluation (dossier);
  g_autofree char *today = etb_instant_paris_date (at);
  g_autoptr (EtbRules) rules = NULL;
  g_autofree char *now = etb_instant_to_paris (at);
  g_autoptr (GArray) provided = etb_provided_new ();
  const EtbFacts facts = { .today = today, .provided = provided, .now = now };
  const char *seen = etb_evaluation_get_now (current);
  GPtrArray *attachments;

  if (g_str_equal (etb_evaluation_get_today (current), today)
      && (seen == NULL || g_str_equal (seen, now)))
    return etb_evaluation_ref (current);

  rules = etb_rules_new (etb_dossier_get_call (dossier), NULL);
  if (rules == NULL)
    return etb_evaluation_ref (current);

  attachments = etb_dossier_get_attachments (dossier);
  etb_attachments_provide (attachments, provided);
  return etb_rules_evaluate (rules, etb_dossier_get_instance (dossier), &facts);
}

static gboolean
is_concerned (EtbEvaluation *evaluation, const char *piece)
{
  GPtrArray *pieces = etb_evaluation_get_pieces (evaluation);

  for (guint i = 0; i < pieces->len; i++)
    {
      const EtbPieceStatus *status = g_ptr_array_index (pieces, i);

      if (g_str_equal (status->piece->code, piece))
        return status->state != ETB_PIECE_NOT_CONCERNED;
    }

  return FALSE;
}

GPtrArray *
etb_document_list_files (EtbDossier *dossier, EtbEvaluation *evaluation)
{
  GPtrArray *all = etb_dossier_get_attachments (dossier);
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_attachment_unref);

  for (guint i = 0; i < all->len; i++)
    {
      EtbAttachment *attachment = g_ptr_array_index (all, i);

      if (is_concerned (evaluation, attachment->piece))
        g_ptr_array_add (files, etb_attachment_ref (attachment));
    }

  return files;
}

static void
build_call (EtbDocumentBuilder *self, xmlNodePtr root, GDateTime *at)
{
  const EtbTrack *track = etb_call_find_track (self->call, etb_dossier_get_track (self->dossier));
  g_autofree char *made_at = etb_instant_to_utc (at);
  xmlNodePtr node = etb_document_add (self, root, "call", NULL);

  etb_document_set (node, "id", etb_call_get_id (self->call));
  etb_document_set (node, "edition", etb_call_get_edition (self->call));
  etb_document_set (node, "published", etb_call_get_published (self->call));
  etb_document_set (node, "digest", etb_call_get_digest (self->call));
  etb_document_add (self, node, "title", etb_call_get_title (self->call));
  etb_document_add (self, node, "publisher", etb_call_get_publisher (self->call));

  node = etb_document_add (self, root, "track", NULL);
  etb_document_set (node, "id", etb_dossier_get_track (self->dossier));
  etb_document_add (self, node, "label",
                    track != NULL ? track->label : etb_dossier_get_track (self->dossier));

  node = etb_document_add (self, root, "made", NULL);
  etb_document_set (node, "at", made_at);
  etb_document_set (node, "program", "Établi " ETB_VERSION);
}

static void
add_role (EtbDocumentBuilder *self, xmlNodePtr parent, const char *name, const char *path)
{
  g_autofree char *value = path != NULL ? etb_instance_get (self->instance, path) : NULL;
  g_autofree char *text = value != NULL ? etb_document_describe (self, path, value) : NULL;

  etb_document_add (self, parent, name, text != NULL ? text : "");
}

static void
build_people (EtbDocumentBuilder *self, xmlNodePtr root)
{
  const EtbRoles *roles = etb_call_get_roles (self->call);
  xmlNodePtr node = etb_document_add (self, root, "applicant", NULL);

  add_role (self, node, "name", roles->applicant_name);
  add_role (self, node, "place", roles->place_name);

  node = etb_document_add (self, root, "signatory", NULL);
  add_role (self, node, "first-name", roles->signatory_first_name);
  add_role (self, node, "name", roles->signatory_name);
  add_role (self, node, "capacity", roles->signatory_capacity);
}

static void
build_files (EtbDocumentBuilder *self, xmlNodePtr node, const char *piece, GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (files, i);
      g_autofree char *entry = NULL;
      g_autofree char *size = NULL;
      xmlNodePtr file;

      if (!g_str_equal (attachment->piece, piece))
        continue;

      entry = etb_document_entry_name (i + 1, attachment);
      size = g_strdup_printf ("%" G_GUINT64_FORMAT, attachment->size);
      file = etb_document_add (self, node, "file", NULL);
      etb_document_set (file, "name", attachment->name);
      etb_document_set (file, "entry", entry);
      etb_document_set (file, "size", size);
      etb_document_set (file, "type", attachment->media_type);
      etb_document_set (file, "sha256", attachment->sha256);
      if (*attachment->dated != '\0')
        etb_document_set (file, "dated", attachment->dated);
    }
}

static void
build_pieces (EtbDocumentBuilder *self, xmlNodePtr root)
{
  GPtrArray *pieces = etb_evaluation_get_pieces (self->evaluation);
  g_autoptr (GPtrArray) files = etb_document_list_files (self->dossier, self->evaluation);
  xmlNodePtr parent = etb_document_add (self, root, "pieces", NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      const EtbPieceStatus *status = g_ptr_array_index (pieces, i);
      xmlNodePtr node;

      if (status->state == ETB_PIECE_NOT_CONCERNED)
        continue;

      node = etb_document_add (self, parent, "piece", NULL);
      etb_document_set (node, "code", status->piece->code);
      etb_document_set (node, "state", etb_piece_state_to_name (status->state));
      etb_document_add (self, node, "label", status->piece->label);
      build_files (self, node, status->piece->code, files);
    }
}

static void
build_attestations (EtbDocumentBuilder *self, xmlNodePtr root)
{
  xmlNodePtr parent = etb_document_add (self, root, "attestations", NULL);

  for (guint i = 0; i < self->attestations->len; i++)
    {
      const EtbStatement *statement = g_ptr_array_index (self->attestations, i);
      g_autofree char *value = etb_instance_get (self->instance, statement->path);
      const gboolean accepted = g_strcmp0 (value, "oui") == 0;
      xmlNodePtr node = etb_document_add (self, parent, "attestation", NULL);

      etb_document_set (node, "path", statement->path);
      if (statement->item->attestation_version != NULL)
        etb_document_set (node, "version", statement->item->attestation_version);
      etb_document_set (node, "accepted", accepted ? "oui" : "non");
      etb_document_add (self, node, "text", statement->item->label);
    }
}

xmlDocPtr
etb_document_build (EtbDossier *dossier, GDateTime *at, EtbTerritory *territory)
{
  g_autoptr (EtbEvaluation) evaluation = NULL;
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) attestations
      = g_ptr_array_new_with_free_func ((GDestroyNotify)statement_free);
  EtbDocumentBuilder builder = { 0 };
  xmlDocPtr document;
  xmlNodePtr root;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier) && at != NULL, NULL);

  evaluation = etb_document_evaluate (dossier, at);
  document = xmlNewDoc ((const xmlChar *)"1.0");
  root = xmlNewDocNode (document, NULL, (const xmlChar *)"dossier", NULL);
  xmlDocSetRootElement (document, root);
  builder.dossier = dossier;
  builder.call = etb_dossier_get_call (dossier);
  builder.territory = territory;
  builder.evaluation = evaluation;
  builder.instance = etb_evaluation_get_instance (evaluation);
  builder.written = written;
  builder.attestations = attestations;
  builder.ns = xmlNewNs (root, (const xmlChar *)ETB_DOCUMENT_NAMESPACE, NULL);
  xmlSetNs (root, builder.ns);
  etb_document_set (root, "version", "1");

  build_call (&builder, root, at);
  build_people (&builder, root);
  etb_document_build_answers (&builder, root);
  etb_document_build_finding (&builder, root);
  etb_document_build_verdicts (&builder, root);
  build_pieces (&builder, root);
  build_attestations (&builder, root);
  etb_document_build_assistance (&builder, root, at);
  etb_document_build_journal (&builder, root);
  return document;
}

GBytes *
etb_document_to_bytes (xmlDocPtr document)
{
  xmlChar *text = NULL;
  int length = 0;
  GBytes *bytes;

  g_return_val_if_fail (document != NULL, NULL);

  xmlDocDumpMemoryEnc (document, &text, &length, "UTF-8");
  g_return_val_if_fail (text != NULL, NULL);
  bytes = g_bytes_new (text, (gsize)length);
  xmlFree (text);
  return bytes;
}
