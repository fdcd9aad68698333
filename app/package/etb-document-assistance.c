/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the help that the applicant had: who, under which words, for what, from when to when, and
 * whose each answer is.
 * Invariant: without help, nothing of it is in the document.
 * Callers: etb-document*.c. */

#include "etb-document-private.h"
#include "etb-dossier-assistance.h"
#include "etb-instant.h"
#include "etb-parcours.h"

/* An answer that a helper typed names the help, and what the applicant said of it. */
void
etb_document_set_author (EtbDocumentBuilder *self, xmlNodePtr node, const char *path,
                         const char *author)
{
  const EtbAssistance *assistance = etb_dossier_find_assistance (self->dossier, author);
  const char *review = etb_dossier_get_review (self->dossier, path);

  if (etb_assistance_id_of_author (author) == NULL)
    {
      etb_document_set (node, "author", author);
      return;
    }

  etb_document_set (node, "author", "accompagnant");
  if (assistance != NULL)
    etb_document_set (node, "assistance", assistance->id);
  if (*review != '\0')
    etb_document_set (node, "read-back", review);
}

static void
set_instant (xmlNodePtr node, const char *name, GDateTime *instant)
{
  g_autofree char *text = instant != NULL ? etb_instant_to_utc (instant) : NULL;

  if (text != NULL)
    etb_document_set (node, name, text);
}

static void
build_sections (EtbDocumentBuilder *self, xmlNodePtr node, const EtbAssistance *assistance)
{
  for (gsize i = 0; assistance->sections[i] != NULL; i++)
    {
      const EtbTask *task = etb_parcours_find_task (self->dossier, assistance->sections[i]);
      xmlNodePtr section = etb_document_add (self, node, "section", NULL);

      etb_document_set (section, "task", assistance->sections[i]);
      etb_document_add (self, section, "label",
                        task != NULL ? task->label : assistance->sections[i]);
    }
}

static void
build_help (EtbDocumentBuilder *self, xmlNodePtr parent, const EtbAssistance *assistance,
            GDateTime *at)
{
  g_autoptr (GDateTime) end = etb_assistance_end (assistance, at);
  g_autofree char *days = g_strdup_printf ("%u", assistance->mandate_days);
  xmlNodePtr node = etb_document_add (self, parent, "help", NULL);
  xmlNodePtr consent;

  etb_document_set (node, "id", assistance->id);
  etb_document_set (node, "status", assistance->status);
  set_instant (node, "began", assistance->began);
  set_instant (node, "ended", end);
  if (end != NULL && assistance->ended == NULL)
    etb_document_set (node, "expired", "true");
  if (assistance->mandate_days > 0)
    etb_document_set (node, "mandate-days", days);
  set_instant (node, "read-back", assistance->read_back);
  etb_document_add (self, node, "helper", assistance->helper);
  etb_document_add (self, node, "organisation", assistance->organisation);
  etb_document_add (self, node, "status", etb_assistance_status_label (assistance->status));
  build_sections (self, node, assistance);
  consent = etb_document_add (self, node, "consent", assistance->consent);
  etb_document_set (consent, "version", assistance->consent_version);
  etb_document_set (consent, "sha256", assistance->consent_sha256);
}

void
etb_document_build_assistance (EtbDocumentBuilder *self, xmlNodePtr root, GDateTime *at)
{
  GPtrArray *assistances = etb_dossier_get_assistances (self->dossier);
  xmlNodePtr parent;

  if (assistances->len == 0)
    return;

  parent = etb_document_add (self, root, "assistance", NULL);
  for (guint i = 0; i < assistances->len; i++)
    build_help (self, parent, g_ptr_array_index (assistances, i), at);
}
