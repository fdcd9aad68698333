/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was found of a place, to read: see the header. Made by the review page and by the page of
 * the territory. */

#include "etb-finding-view.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-display.h"
#include "etb-dossier-finding.h"
#include "etb-notice.h"

/* "Quartier prioritaire (QP034099), …": what the finding said where the answer is another. */
static char *
list_changed (EtbDossier *dossier, EtbTerritory *territory, GPtrArray *claims)
{
  EtbCall *call = etb_dossier_get_call (dossier);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < claims->len; i++)
    {
      const EtbFindingClaim *claim = g_ptr_array_index (claims, i);
      g_autofree char *label = etb_call_label_for (call, claim->path);
      g_autofree char *text = etb_display_value (call, territory, claim->path, claim->value);

      if (claim->agrees)
        continue;
      g_string_append (list, list->len > 0 ? _("; ") : "");
      g_string_append_printf (list, _("%s: %s"), label != NULL ? label : claim->path,
                                       *text != '\0' ? text : _("nothing"));
    }
  return g_string_free (list, FALSE);
}

static GtkWidget *
make_warning (EtbDossier *dossier, EtbTerritory *territory, GPtrArray *claims)
{
  g_autofree char *changed = list_changed (dossier, territory, claims);
  g_autofree char *words = g_strdup_printf (
      _("This finding no longer agrees with your answers. It said – %s. Look the "
                           "place up again, or keep your answers: the dossier will say that they "
                           "are not from it."),
         changed);

  return etb_notice_new (ETB_NOTICE_WARNING, words);
}

GtkWidget *
etb_finding_view_new (EtbDossier *dossier, EtbTerritory *territory)
{
  const EtbFinding *finding;
  g_autoptr (GPtrArray) claims = NULL;
  g_autofree char *source = NULL;
  gboolean agrees;
  GtkWidget *box;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  finding = etb_dossier_get_finding (dossier);
  if (finding == NULL)
    return NULL;
  claims = etb_finding_get_claims (finding, etb_dossier_get_call (dossier),
                                   etb_dossier_get_evaluation (dossier));
  if (claims->len == 0)
    return NULL;
  agrees = etb_finding_claims_agree (claims);
  source = etb_finding_describe_source (finding);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (box),
                  etb_notice_new (finding->to_check ? ETB_NOTICE_WARNING : ETB_NOTICE_INFORMATION,
                                  finding->words));
  gtk_box_append (GTK_BOX (box), etb_words_new (source, "etb-quiet"));
  if (!agrees)
    gtk_box_append (GTK_BOX (box), make_warning (dossier, territory, claims));
  return box;
}
