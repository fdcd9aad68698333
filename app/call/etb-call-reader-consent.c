/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the wording that a person agrees to when somebody helps; a definition without one has the
 * program's. Called by the reader only. */

#include "etb-call-reader-private.h"

void
etb_call_reader_consent (EtbCallReader *self, xmlNodePtr root)
{
  xmlNodePtr node = etb_call_reader_child (root, "consent");
  g_autofree char *version = node != NULL ? etb_call_reader_attribute (node, "version") : NULL;
  g_autofree char *text = node != NULL ? etb_call_reader_text (root, "consent") : NULL;

  self->call->consent
      = node != NULL ? etb_consent_new (version, text) : etb_consent_new_built_in ();
}
