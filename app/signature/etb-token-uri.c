/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses on tokens: see the header. Callers: etb-token, etb-identity-token. */

#include "etb-token-uri-private.h"

#include <string.h>

#include <gnutls/gnutls.h>

P11KitUri *
etb_token_uri_parse (const char *text)
{
  g_autoptr (P11KitUri) uri = p11_kit_uri_new ();

  if (uri == NULL)
    g_error ("out of memory");
  if (p11_kit_uri_parse (text, P11_KIT_URI_FOR_ANY, uri) != P11_KIT_URI_OK
      || p11_kit_uri_any_unrecognized (uri))
    return NULL;
  return g_steal_pointer (&uri);
}

void
etb_token_uri_set_class (P11KitUri *uri, CK_OBJECT_CLASS object_class)
{
  CK_ATTRIBUTE attribute = { CKA_CLASS, &object_class, sizeof object_class };

  p11_kit_uri_set_attribute (uri, &attribute);
}

static char *
format_for (P11KitUri *uri, P11KitUriType type)
{
  char *formatted = NULL;
  char *text;

  if (p11_kit_uri_format (uri, type, &formatted) != P11_KIT_URI_OK)
    g_error ("out of memory");
  text = g_strdup (formatted);
  /* It may carry a PIN. */
  gnutls_memset (formatted, 0, strlen (formatted));
  free (formatted);
  return text;
}

char *
etb_token_uri_format (P11KitUri *uri)
{
  return format_for (uri, P11_KIT_URI_FOR_ANY);
}

char *
etb_token_uri_of_key (const char *text)
{
  g_autoptr (P11KitUri) uri = etb_token_uri_parse (text);

  if (uri == NULL || p11_kit_uri_get_attribute (uri, CKA_ID) == NULL)
    return NULL;
  etb_token_uri_set_class (uri, CKO_PRIVATE_KEY);
  p11_kit_uri_clear_attribute (uri, CKA_LABEL);
  return etb_token_uri_format (uri);
}

char *
etb_token_uri_of_token (const char *text)
{
  g_autoptr (P11KitUri) uri = etb_token_uri_parse (text);

  if (uri == NULL)
    return NULL;
  p11_kit_uri_set_pin_value (uri, NULL);
  return format_for (uri, P11_KIT_URI_FOR_TOKEN);
}
