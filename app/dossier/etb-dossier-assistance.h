/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-assistance.h"
#include "etb-dossier.h"

G_BEGIN_DECLS

/* Help with a dossier, and what the applicant makes of it.
 *
 * As long as somebody helps, whoever types is the helper: answers, lines and files are marked as
 * theirs, and only in the sections that the applicant agreed to; attesting, accepting and signing
 * are the applicant's alone, so they wait for the end. Once help is over, ended or expired, whoever
 * types is the applicant again. Every answer of a helper that goes into the package must then be
 * accepted, or corrected by the applicant: until that is so, nothing is signed.
 *
 * Signal of EtbDossier: assistance-changed (), somebody began or ended to help, the sections are
 * others, or an answer was accepted or refused. */

/* ---- Helping ---- */

typedef struct
{
  const char *helper;          /* first name and name: not empty */
  const char *organisation;    /* may be empty */
  const char *status;          /* one of etb_assistance_statuses() */
  const char *const *sections; /* ids of tasks of the call; empty or NULL: all */
  guint mandate_days;          /* one of etb_assistance_mandates() */
} EtbAssistanceTerms;

/* To be called once the applicant heard the wording of etb_call_get_consent() and agreed: that
 * wording goes on record. FALSE with ETB_DOSSIER_ERROR_READ_ONLY, or _ASSISTANCE when somebody
 * helps already or the terms are not complete. */
gboolean etb_dossier_begin_assistance (EtbDossier *self, const EtbAssistanceTerms *terms,
                                       GError **error);

/* One section more, under the wording agreed to. FALSE with ETB_DOSSIER_ERROR. */
gboolean etb_dossier_extend_assistance (EtbDossier *self, const char *task, GError **error);

/* FALSE with ETB_DOSSIER_ERROR_READ_ONLY, or _ASSISTANCE when nobody helps. */
gboolean etb_dossier_end_assistance (EtbDossier *self, GError **error);

/* Who helps now, or NULL. (transfer none) */
EtbAssistance *etb_dossier_get_assistance (EtbDossier *self);

/* All help there ever was: (transfer none) (element-type EtbAssistance), the oldest first */
GPtrArray *etb_dossier_get_assistances (EtbDossier *self);

/* The help in which @author typed; NULL when @author is no helper, or unknown. (transfer none) */
EtbAssistance *etb_dossier_find_assistance (EtbDossier *self, const char *author);

/* Whether whoever types now may change @path: of an answer, a line or a repeat, or code of a piece.
 * The rules of the call have a say of their own. FALSE with ETB_DOSSIER_ERROR_ASSISTANCE. Asked by
 * the dossier before every change of what it says. */
gboolean etb_dossier_check_author (EtbDossier *self, const char *path, GError **error);

/* The same for a window: also FALSE when nothing may be changed at all. */
gboolean etb_dossier_may_change (EtbDossier *self, const char *path);

/* ---- Reading back ---- */

typedef struct
{
  char *path;
  char *label;               /* a person recognises it */
  char *value;               /* as stored; "" when the helper emptied it */
  EtbAssistance *assistance; /* NULL: its record is not in this file */
  GDateTime *at;
  gboolean accepted;
  gboolean refused;    /* to be corrected */
  const EtbTask *task; /* that asks it, or NULL */
  const EtbPage *page; /* likewise */
} EtbReadBack;

/* The answers that helpers typed and that would go into the package, accepted or not, in the order
 * of the pages. Returns: (transfer full) (element-type EtbReadBack) */
GPtrArray *etb_dossier_list_read_back (EtbDossier *self);

/* How many of them are neither accepted nor corrected yet. */
guint etb_dossier_count_to_read_back (EtbDossier *self);

/* The applicant says that an answer is right, or that it is not. FALSE with ETB_DOSSIER_ERROR_PATH
 * when no helper typed it, _ASSISTANCE while somebody helps, _READ_ONLY. */
gboolean etb_dossier_accept_answer (EtbDossier *self, const char *path, GError **error);
gboolean etb_dossier_refuse_answer (EtbDossier *self, const char *path, GError **error);

/* Accepts those of @page (NULL: all) that are not refused. */
gboolean etb_dossier_accept_page (EtbDossier *self, const EtbPage *page, GError **error);

/* FALSE with ETB_DOSSIER_ERROR_ASSISTANCE, saying how many answers and where, when help stands in
 * the way of a signature. */
gboolean etb_dossier_check_read_back (EtbDossier *self, GError **error);

/* What the file holds of the applicant's word on an answer: "accepted", "refused", or "".
 * (transfer none) */
const char *etb_dossier_get_review (EtbDossier *self, const char *path);

G_END_DECLS
