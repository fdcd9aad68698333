/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-driver.h"
#include "etb-hand.h"
#include "etb-parcours.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* Answers the questions of a call in the window, as a person with a complete dossier at hand. That
 * dossier, the mirror, is a filled sample: it says which pages come, what each asks and what is
 * answered; the window is never told, only typed and clicked into. */

typedef struct _EtbWalker EtbWalker;

/* @sample: name of a folder in ETB_SAMPLES, filled for @track of @call, the id of a call that is
 * installed. */
EtbWalker *etb_walker_new (EtbDriver *driver, const char *call, const char *sample,
                           const char *track);
void etb_walker_free (EtbWalker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbWalker, etb_walker_free)

EtbDossier *etb_walker_get_mirror (EtbWalker *self);

/* After the program was started again. */
void etb_walker_set_driver (EtbWalker *self, EtbDriver *driver);

/* How it touches the page; a screen reader's way to begin with. */
void etb_walker_use (EtbWalker *self, EtbHand hand);

/* The page "task/page". */
void etb_walker_find_stop (EtbWalker *self, const char *place, EtbStop *stop);

/* Waits for a page, answers all that it asks; looks whether it shows all the answers. */
void etb_walker_fill_page (EtbWalker *self, const EtbPage *page);
void etb_walker_check_page (EtbWalker *self, const EtbPage *page);

/* What a person types for the answer at @path. Returns: (transfer full) */
char *etb_walker_typed (EtbWalker *self, const char *path);

/* The files of the sample for one piece. Returns: (transfer full) (element-type filename) */
GPtrArray *etb_walker_files (EtbWalker *self, const char *code);

/* Joins one file through the dialog. */
void etb_walker_attach (EtbWalker *self, const EtbPiece *piece, const char *file);

/* From the page that is shown, answers and goes on, until the page @until ("task/page") is there,
 * which is not filled; NULL: until the review. */
void etb_walker_go (EtbWalker *self, EtbStop *stop, const char *until);

/* From the review of a complete dossier: makes an identity and signs with it, until what is left to
 * do is shown. Returns: (transfer full): the package */
char *etb_walker_sign (EtbWalker *self);

G_END_DECLS
