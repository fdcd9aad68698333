/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* The deposit of a dossier, as a person notes it from the receipt that the office gave. Nothing
 * else makes a dossier deposited: not a signature, not a package. */

#define ETB_DEPOSIT_ERROR (etb_deposit_error_quark ())
GQuark etb_deposit_error_quark (void);

/* What is wrong with what a person wrote. */
typedef enum
{
  ETB_DEPOSIT_ERROR_DAY, /* no date, or one that is still to come */
  ETB_DEPOSIT_ERROR_HOUR,
  ETB_DEPOSIT_ERROR_RECEIPT,
} EtbDepositError;

typedef struct
{
  GDateTime *at; /* of the deposit, as the receipt says it */
  char *receipt; /* its number, or how it came: one line, never empty */
} EtbDeposit;

/* Longest text of a receipt, in characters. */
#define ETB_DEPOSIT_MAX_RECEIPT 200

void etb_deposit_free (EtbDeposit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbDeposit, etb_deposit_free)

/* Reads what a person copies from a receipt.
 * @day: in any writing of a date; @hour: "14:32", "14 h 32", "14h", or "" when the receipt says
 * none: the day alone is kept, as its noon, Paris time; @receipt: spaces round it go.
 * @now: no deposit is later than that.
 * Returns: (transfer full): NULL with ETB_DEPOSIT_ERROR */
EtbDeposit *etb_deposit_read (const char *day, const char *hour, const char *receipt,
                              GDateTime *now, GError **error);

/* The text a dossier file keeps it in, and back. Returns: (transfer full); of the second
 * (nullable): NULL for what is no deposit */
char *etb_deposit_to_text (const EtbDeposit *self);
EtbDeposit *etb_deposit_from_text (const char *text);

/* "15 octobre 2019 à 14 h 32 (heure de Paris), accusé de réception : 123". Returns: (transfer full)
 */
char *etb_deposit_describe (const EtbDeposit *self);

/* The deposit noted last. (transfer none) (nullable): none, or taken back */
const EtbDeposit *etb_dossier_get_deposit (EtbDossier *self);

/* Notes it, in the file and in the journal; NULL takes back what was noted by mistake. Signals
 * "deposit-changed". FALSE with ETB_DOSSIER_ERROR_READ_ONLY or _STORE. */
gboolean etb_dossier_record_deposit (EtbDossier *self, const EtbDeposit *deposit, GError **error);

G_END_DECLS
