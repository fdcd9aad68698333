/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-csv-reader.h"
#include "etb-commune-base.h"
#include "etb-found-place.h"

G_BEGIN_DECLS

/* The streets and numbers of a file of addresses, as its rows tell them: Base Adresse Nationale by
 * département (csv, layouts of 2019 and of today) and Base adresse locale 1.1 to 1.4. Columns are
 * found by name. */

/* A number of a street. Kept in the base as it is. */
typedef struct
{
  guint32 number;
  char suffix[7];  /* "bis", "a": folded; with a NUL */
  guint8 position; /* EtbPosition */
  gint32 lon, lat; /* WGS 84, ten-millionths of a degree: a centimetre */
} EtbAddressNumber;

typedef struct
{
  const EtbCommune *commune; /* today's */
  char *name;                /* as the file has it: "Rue Joffre" */
  char *postcode;            /* "" when neither the file nor the commune tells */
  GArray *numbers;           /* EtbAddressNumber; NULL for a place name without any */
  double lon, lat;           /* of the street: the mean of what was read */
  guint rows;
} EtbAddressStreet;

typedef struct
{
  gboolean local;      /* a Base adresse locale */
  GPtrArray *streets;  /* EtbAddressStreet, those of a commune together, numbers in order */
  guint64 count;       /* rows that were taken */
  guint64 skipped;     /* rows without a place, without a name, or of a commune that is none */
  GHashTable *by_name; /* while it is filled */
} EtbAddressTable;

/* Whether the first bytes of a table (not packed) are those of a file of addresses. */
gboolean etb_address_table_recognise (const char *head);

/* @progress (nullable): called now and then
 * Returns: (transfer full): NULL with ETB_TERRITORY_ERROR_FORM, not naming the file, with
 *   G_IO_ERROR_CANCELLED, or what the stream says */
EtbAddressTable *etb_address_table_read (EtbCsvReader *reader, EtbCommuneBase *communes,
                                         GCancellable *cancellable, void (*progress) (gpointer),
                                         gpointer data, GError **error);
void etb_address_table_free (EtbAddressTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbAddressTable, etb_address_table_free)

G_END_DECLS
