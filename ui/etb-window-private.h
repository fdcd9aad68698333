/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier-view.h"
#include "etb-stage.h"
#include "etb-window.h"

G_BEGIN_DECLS

/* Shared by etb-window.c (the body and what it is about), etb-window-opening.c (how a dossier comes
 * into it), etb-window-actions.c (what menus, keys and bodies ask for) and etb-window-session.c
 * (what it leaves for the next start). */

struct _EtbWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkRevealer *date_banner;
  GtkLabel *date_label;
  EtbStage *body;

  AdwToast *toast;       /* (unowned): what was said last, while it is shown */
  GDateTime *at;         /* the other date, or NULL: now */
  GCancellable *copying; /* a safety copy of the dossier that was opened, or NULL */
  GCancellable *opening; /* of the dossier that is to be the body, or NULL */
  char *opening_file;    /* its file, or NULL */
  guint opening_wait;    /* until it is said that this takes long, or 0 */
};

EtbTerritory *etb_window_get_territory (EtbWindow *self);
EtbDossierView *etb_window_get_dossier_view (EtbWindow *self); /* (nullable) */

void etb_window_set_titles (EtbWindow *self, const char *title, const char *subtitle);

/* Puts a body in the window; the former one is let go, and with it its dossier. */
void etb_window_put_body (EtbWindow *self, GtkWidget *body);
/* The same for what is wanted instead of a dossier that is being opened. */
void etb_window_show_body (EtbWindow *self, GtkWidget *body);
void etb_window_show_home (EtbWindow *self);
void etb_window_show_dossier (EtbWindow *self, EtbDossier *dossier);

/* Opens a dossier beside the loop and shows it; the body stays until then. What was being opened
 * before is not wanted any more. */
void etb_window_open_dossier (EtbWindow *self, const char *file);
/* Nothing is to become the body any more. */
void etb_window_stop_opening (EtbWindow *self);
void etb_window_stop_copying (EtbWindow *self);

/* What cannot be opened is said where one is, and stays until it is read. */
void etb_window_show_error (EtbWindow *self, const char *heading, const char *text);

/* For the next start: what is open now, and how large the window is. */
void etb_window_remember (EtbWindow *self);
void etb_window_resume_size (EtbWindow *self);

/* A toast: it takes the place of the one before. */
void etb_window_say (EtbWindow *self, const char *text);

/* Makes the actions "win.…". */
void etb_window_add_actions (EtbWindow *self);

/* What asks for a dossier is there when there is one; undo and redo, when it has something for
 * them.
 */
void etb_window_update_undo (EtbWindow *self);

G_END_DECLS
