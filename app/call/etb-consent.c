/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Consent wordings: see the header.
 *
 * Callers: etb-call-reader-consent makes those of calls; through the call, whoever begins to help.
 */

#include "etb-consent.h"

/* Changes with the words below. */
#define BUILT_IN_VERSION "etabli-1"

/* In the language of calls, never translated: a translation would be another wording, with another
 * digest. */
static const char built_in[]
    = "Une personne vous aide à remplir ce dossier. Elle saisit vos réponses avec vous et "
      "joint vos pièces, dans les étapes que vous choisissez et nulle part ailleurs. Elle "
      "ne certifie rien, ne signe rien et ne dépose rien à votre place.\n\n"
      "Le dossier garde son nom, son organisation, ce qu’elle est pour vous, les étapes "
      "choisies, le début et la fin de l’aide, et ce qu’elle a saisi. Qui recevra le "
      "dossier le lira. Rien n’est gardé ailleurs, et rien ne part de cet ordinateur sans "
      "vous.\n\n"
      "Si vous lui donnez un mandat, elle peut continuer sans vous jusqu’au jour où il "
      "finit. Sans mandat, l’aide finit au plus tard le soir même.\n\n"
      "Avant de signer, vous relisez tout ce qu’elle a saisi : vous acceptez chaque "
      "réponse, ou vous la corrigez.\n\n"
      "Vous pouvez arrêter l’aide à tout moment, sans dire pourquoi : choisissez « Terminer "
      "l’aide », ou dites-le. Ce qui est saisi reste dans votre dossier, et vous pouvez le "
      "changer ou l’effacer.";
EtbConsent *
etb_consent_new (const char *version, const char *text)
{
  EtbConsent *self = g_new0 (EtbConsent, 1);

  self->version = g_strdup (version);
  self->text = g_strdup (text);
  self->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return self;
}

EtbConsent *
etb_consent_new_built_in (void)
{
  return etb_consent_new (BUILT_IN_VERSION, built_in);
}

void
etb_consent_free (gpointer data)
{
  EtbConsent *self = data;

  if (self == NULL)
    return;

  g_free (self->version);
  g_free (self->text);
  g_free (self->sha256);
  g_free (self);
}
