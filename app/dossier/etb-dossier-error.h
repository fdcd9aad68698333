/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETB_DOSSIER_ERROR (etb_dossier_error_quark ())
GQuark etb_dossier_error_quark (void);

typedef enum
{
  ETB_DOSSIER_ERROR_EXISTS,    /* a file of that name is there already */
  ETB_DOSSIER_ERROR_NOT_FOUND, /* no such file */
  ETB_DOSSIER_ERROR_FOREIGN,   /* not a dossier, or altered by another program */
  ETB_DOSSIER_ERROR_NEWER,     /* made by a newer version */
  ETB_DOSSIER_ERROR_DAMAGED,   /* a dossier, and broken */
  ETB_DOSSIER_ERROR_READ_ONLY, /* locked by another program, or not writable */
  ETB_DOSSIER_ERROR_STORE,     /* full disk, I/O error... */
  ETB_DOSSIER_ERROR_PATH,      /* no such answer, line or piece in this call */
  ETB_DOSSIER_ERROR_VALUE,     /* the answer cannot be set: calculated, too long, no such track */
  ETB_DOSSIER_ERROR_LINES,     /* the repeat has as many or as few lines as it may */
  ETB_DOSSIER_ERROR_SOURCE, /* a file to attach or to read answers from cannot be read, or changed
                               meanwhile */
  ETB_DOSSIER_ERROR_TOO_LARGE, /* an attached file or an answers file is over its limit */
  ETB_DOSSIER_ERROR_TOO_MANY,  /* the piece has all the files it may */
  ETB_DOSSIER_ERROR_KIND,      /* the content of the file is not of a kind that the piece accepts */
  ETB_DOSSIER_ERROR_ASSISTANCE, /* somebody helps and should not, or does not and should */
  ETB_DOSSIER_ERROR_ANSWERS,    /* an answers file that is not of the shape of the call */
} EtbDossierError;

G_END_DECLS
