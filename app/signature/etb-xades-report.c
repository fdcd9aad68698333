/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What signing is given and what verification finds, as plain structures; the words for each
 * problem. */

#include "etb-xades-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static const struct
{
  const char *code;
  const char *text; /* %s: where */
} words[] = {
  { "digest-mismatch", N_ ("“%s” was changed after it was signed.") },
    { "file-missing", N_ ("“%s” was signed and is not in the package.") },
      { "file-not-signed", N_ ("“%s” is in the package and is not signed.") },
        { "file-twice", N_ ("“%s” is named twice by the signature.") },
          { "media-type-mismatch", N_ ("“%s” was signed as a file of another type.") },
            { "reference-refused",
              N_ ("The signature is over “%s”, which is no file of a package.") },
              { "grammar",
                N_ ("“%s” is not a signature as it must be: something is out of place.") },
                { "too-large", N_ ("“%s” is too large for a signature.") },
                  { "algorithm-refused", N_ ("“%s” uses an algorithm that is not accepted.") },
                    { "transform-refused",
                      N_ ("“%s” asks to change what is signed before it is checked.") },
                      { "no-file-signed", N_ ("“%s” signs no file.") },
                        { "media-type-missing",
                          N_ ("“%s” does not give one type to each file that it signs.") },
                          { "properties-not-bound",
                            N_ ("In “%s”, time, role and certificate are not what was signed.") },
                            { "target-mismatch",
                              N_ ("In “%s”, time, role and certificate are those of another signature.") },
                              { "certificate-digest-mismatch",
                                N_ ("In “%s”, the certificate is not the one that was signed.") },
                                { "certificate-unreadable",
                                  N_ ("In “%s”, a certificate cannot be read.") },
                                  { "certificate-not-for-signatures",
                                    N_ ("In “%s”, the certificate is not meant for signatures.") },
                                    { "key-refused",
                                      N_ ("In “%s”, the key is of a length or kind that is not accepted.") },
                                      { "signature-invalid",
                                        N_ ("“%s” is not the signature of the key that it names.") },
                                    };

EtbSignedFile *
etb_signed_file_new (const char *name, const char *media_type, const guint8 sha256[ETB_DIGEST_SIZE])
{
  EtbSignedFile *self;

  g_return_val_if_fail (name != NULL && *name != '\0', NULL);
  g_return_val_if_fail (media_type != NULL && sha256 != NULL, NULL);

  self = g_new0 (EtbSignedFile, 1);
  self->name = g_strdup (name);
  self->media_type = g_strdup (media_type);
  memcpy (self->sha256, sha256, ETB_DIGEST_SIZE);
  return self;
}

void
etb_signed_file_free (EtbSignedFile *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->media_type);
  g_free (self);
}

static void
problem_free (EtbSignatureProblem *problem)
{
  g_free (problem->code);
  g_free (problem->where);
  g_free (problem->text);
  g_free (problem);
}

EtbSignatureReport *
etb_signature_report_new (void)
{
  EtbSignatureReport *self = g_new0 (EtbSignatureReport, 1);

  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)problem_free);
  self->covered = g_new0 (char *, 1);
  return self;
}

void
etb_signature_report_free (EtbSignatureReport *self)
{
  if (self == NULL)
    return;
  g_free (self->signer);
  g_free (self->certificate_sha256);
  g_clear_pointer (&self->claimed_time, g_date_time_unref);
  g_free (self->role);
  g_free (self->place);
  g_strfreev (self->covered);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

/* @text has one %s. */
static char *
fill (const char *text, const char *where)
{
  const char *hole = strstr (text, "%s");

  g_assert (hole != NULL);
  return g_strdup_printf ("%.*s%s%s", (int)(hole - text), text, where, hole + 2);
}

void
etb_signature_report_add (EtbSignatureReport *self, const char *code, const char *where,
                          const char *detail)
{
  EtbSignatureProblem *problem = g_new0 (EtbSignatureProblem, 1);

  problem->code = g_strdup (code);
  problem->where = g_strdup (where);
  for (gsize i = 0; i < G_N_ELEMENTS (words) && problem->text == NULL; i++)
    if (g_str_equal (words[i].code, code))
      problem->text = fill (_ (words[i].text), where);
  g_assert (problem->text != NULL);
  if (detail != NULL)
    {
      char *longer = g_strdup_printf ("%s (%s)", problem->text, detail);

      g_free (problem->text);
      problem->text = longer;
    }
  g_ptr_array_add (self->problems, problem);
}

gboolean
etb_signature_report_is_valid (const EtbSignatureReport *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->problems->len == 0 && self->mathematics && self->properties_bound;
}

const char *
etb_trust_state_to_name (EtbTrustState state)
{
  switch (state)
    {
    case ETB_TRUST_TRUSTED:
      return "trusted";
    case ETB_TRUST_EXPIRED:
      return "expired";
    case ETB_TRUST_UNKNOWN:
    default:
      return "unknown";
    }
}
