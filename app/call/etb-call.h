/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libxml/tree.h>

#include "etb-consent.h"
#include "etb-value.h"

G_BEGIN_DECLS

/* One edition of a call, as its definition file says it: texts, tracks, calendar, empty dossier,
 * binds, criteria, parcours, pieces. Read whole or not at all; never changed afterwards, so it can
 * be shared between threads. Expressions are kept as text: the rules compile them.
 *
 * All structures below belong to the call and are read only; strings are never NULL unless the line
 * says "or NULL"; arrays may be empty, never NULL. Expressions that are absent are NULL. */

#define ETB_CALL_ERROR (etb_call_error_quark ())
GQuark etb_call_error_quark (void);

typedef enum
{
  ETB_CALL_ERROR_READ,    /* the file cannot be read, or is too large */
  ETB_CALL_ERROR_XML,     /* not well-formed, or with a DOCTYPE */
  ETB_CALL_ERROR_SCHEMA,  /* not valid against call.xsd */
  ETB_CALL_ERROR_MEANING, /* valid, but something named in it does not exist or contradicts itself
                           */
} EtbCallError;

/* Where a rule or a fact comes from, the strongest first. */
typedef enum
{
  ETB_STRENGTH_ARTICLE,    /* the call as published: the authority */
  ETB_STRENGTH_OFFICIAL,   /* a public authority */
  ETB_STRENGTH_SECONDARY,  /* press, network, forum */
  ETB_STRENGTH_ASSUMPTION, /* ours: a person may overrule it */
} EtbStrength;

typedef enum
{
  ETB_EFFECT_BLOCKING,
  ETB_EFFECT_WARNING,
  ETB_EFFECT_INFORMATION,
} EtbEffect;

typedef struct
{
  char *id;
  EtbStrength strength;
  char *title;
  char *address; /* or NULL */
  char *read;    /* ISO date on which it was read, or NULL */
  char *quote;   /* the passage, or NULL */
} EtbSource;

typedef struct
{
  char *id;
  char *label;
  char *summary;
  char *audience; /* who may apply */
  char *amount;   /* how much, in words */
  int places;     /* 0: not said */
  const EtbSource *source;
} EtbTrack;

typedef struct
{
  char *value;
  char *label;
  char *hint; /* or NULL */
} EtbListItem;

typedef struct
{
  char *id;
  GPtrArray *items; /* (element-type EtbListItem) */
} EtbList;

typedef struct
{
  char *ref;                /* path in the instance; "*" stands for any one element */
  EtbValueType type;        /* when not said: that of a wider bind, else text */
  char *list;               /* id of a list, for choices, or NULL */
  char *relevant;           /* expression or NULL: always */
  char *required;           /* expression or NULL: never */
  char *readonly;           /* expression or NULL */
  char *constraint;         /* expression or NULL; runs on non-empty values only */
  char *constraint_message; /* or NULL */
  char *calculate;          /* expression or NULL */
  guint max_length;         /* characters; 0: no limit of the call's own */
  long line;                /* in the definition file */
} EtbBind;

typedef struct
{
  char *id;
  EtbEffect effect;
  char *when; /* expression or NULL: always applies */
  char *test; /* expression */
  char *label;
  char *met, *not_met, *unknown; /* texts */
  const EtbSource *source;       /* its strength is the criterion's */
  long line;
} EtbCriterion;

typedef struct
{
  char *name; /* element name of the cell, child of the row's element */
  char *label;
} EtbColumn;

typedef enum
{
  ETB_ROW_INPUT,
  ETB_ROW_TOTAL,   /* its cells are calculated */
  ETB_ROW_BALANCE, /* calculated; zero is what is wanted */
} EtbRowKind;

typedef struct
{
  EtbRowKind kind;
  char *path; /* of the row's element, absolute */
  char *code; /* account number shown, or NULL */
  char *label;
  char *hint; /* or NULL */
} EtbRow;

typedef struct
{
  char *label;
  GPtrArray *rows; /* (element-type EtbRow) */
} EtbRowGroup;

typedef enum
{
  ETB_ITEM_QUESTION,
  ETB_ITEM_TABLE,
  ETB_ITEM_REPEAT,
  ETB_ITEM_PIECES, /* the list of pieces */
  ETB_ITEM_NOTE,   /* words only */
} EtbItemKind;

typedef struct
{
  EtbItemKind kind;
  char *path; /* question: of its element; repeat: of its lines ("/dossier/consortium/membre"); else
                 NULL */
  char *label;         /* for a note, its title, which may be "" */
  char *reason;        /* why it is asked, or NULL */
  char *hint;          /* help, or the words of a note, or NULL */
  char *example;       /* or NULL */
  const EtbBind *bind; /* question: the bind that gives its type; else NULL */
  const EtbList *list; /* question with choices, or NULL */
  GPtrArray *columns;  /* table: (element-type EtbColumn) */
  GPtrArray *groups;   /* table: (element-type EtbRowGroup) */
  GPtrArray *items;    /* repeat: (element-type EtbItem) questions whose path starts with @path */
  char *line_label;    /* repeat: what one line is called ("Membre"), else NULL */
  guint minimum, maximum;    /* repeat: number of lines; maximum 0: 100 */
  char *attestation_version; /* question of type attestation: version of its wording, or NULL */
} EtbItem;

typedef struct
{
  char *id;
  char *label;
  char *lead;       /* sentence under the title, or NULL */
  GPtrArray *items; /* (element-type EtbItem) */
} EtbPage;

typedef enum
{
  ETB_TASK_FILL,   /* pages of questions */
  ETB_TASK_REVIEW, /* the program's own pages: read again, sign, export */
} EtbTaskKind;

typedef struct
{
  char *id;
  char *label;
  char *summary; /* or NULL */
  EtbTaskKind kind;
  GPtrArray *pages; /* (element-type EtbPage) */
} EtbTask;

typedef struct
{
  char *code;
  char *label;
  char *hint;           /* or NULL */
  char *relevant;       /* expression or NULL: concerns everybody */
  char *required;       /* expression or NULL: advised only */
  char **kinds;         /* (array zero-terminated=1) file name endings, lower case: "pdf" */
  goffset max_size;     /* bytes, of one file */
  guint max_files;      /* 1 or more */
  guint max_age_months; /* 0: no limit */
  guint lead_days;      /* days it usually takes to get; 0: at hand */
  const EtbSource *source;
  long line;
} EtbPiece;

typedef struct
{
  char *id;    /* by date: "2019-12-30-FT" */
  char *track; /* id of a track */
  char *label;
  char *opens;        /* ISO date from which one may deposit, or NULL: always was */
  char *day;          /* ISO date, included until 23:59:59 Europe/Paris */
  char *announcement; /* ISO date or month when laureates were or will be announced, or NULL */
  char *note;         /* or NULL */
  const EtbSource *source;
} EtbDeadline;

typedef struct
{
  char *track;
  char *from; /* ISO month of the first announcement */
  guint every_months;
  const EtbSource *source;
} EtbRecurrence;

typedef struct
{
  char *track;
  char *note; /* what other sources say of the permanence, or NULL */
  const EtbSource *source;
} EtbPermanence;

/* Which answers play a part that the program must know. Paths, or NULL. */
typedef struct
{
  char *track; /* always there: "/dossier/volet" */
  char *applicant_name;
  char *place_name;
  char *signatory_first_name;
  char *signatory_name;
  char *signatory_capacity;
  char *deposit_page; /* where the applicant was told to deposit */
  char *qpv;          /* in or near which the place is; a page fills it in from a map */
  char *qpv_distance; /* metres to its limit */
  char **applicant;   /* groups whose answers are the organisation's, whatever it applies for */
} EtbRoles;

#define ETB_TYPE_CALL (etb_call_get_type ())
G_DECLARE_FINAL_TYPE (EtbCall, etb_call, ETB, CALL, GObject)

/* Largest definition read. */
#define ETB_CALL_MAX_SIZE (4 * 1024 * 1024)

/* Reads a definition from a file. Returns: (transfer full): NULL with ETB_CALL_ERROR; the message
 * names the file and the line, and says what to do. */
EtbCall *etb_call_new_from_file (const char *file, GError **error);

/* Reads a definition from memory. @name is used in messages. Same errors. */
EtbCall *etb_call_new_from_bytes (GBytes *bytes, const char *name, GError **error);

/* The same for whoever writes a definition: says all that is wrong with it, rather than what comes
 * first. What only follows from another fault is left out; XML that is not well-formed, then a form
 * that is not that of call.xsd, hide the rest. Expressions are not looked at: see
 * etb_rules_check_file(), which does both.
 * @call: (out) (optional) (nullable) (transfer full): NULL as soon as there is a fault.
 * Returns: (transfer full) (element-type GError) faults as above in the order of lines, 100 at
 * most; empty when there is none */
GPtrArray *etb_call_check_file (const char *file, EtbCall **call);
GPtrArray *etb_call_check_bytes (GBytes *bytes, const char *name, EtbCall **call);

/* The very bytes of the definition: (transfer none) */
GBytes *etb_call_get_bytes (EtbCall *self);

/* SHA-256 of the bytes, lower-case hexadecimal. */
const char *etb_call_get_digest (EtbCall *self);

const char *etb_call_get_id (EtbCall *self);
const char *etb_call_get_title (EtbCall *self);
const char *etb_call_get_edition (EtbCall *self); /* label of the edition */
const char *etb_call_get_publisher (EtbCall *self);
const char *etb_call_get_summary (EtbCall *self);
const char *etb_call_get_published (EtbCall *self);  /* ISO date */
gboolean etb_call_is_default (EtbCall *self);        /* the edition proposed first */
guint etb_call_get_minutes (EtbCall *self);          /* time it takes to fill, 0: not said */
goffset etb_call_get_max_total_size (EtbCall *self); /* bytes, of all pieces; 0: no limit */
const EtbRoles *etb_call_get_roles (EtbCall *self);

/* (transfer none) (element-type EtbSource / EtbTrack / ...) in the order of the file. After the
 * binds of the file come those, of type text, of the leaves that it leaves out. */
GPtrArray *etb_call_get_sources (EtbCall *self);
GPtrArray *etb_call_get_tracks (EtbCall *self);
GPtrArray *etb_call_get_deadlines (EtbCall *self);
GPtrArray *etb_call_get_recurrences (EtbCall *self);
GPtrArray *etb_call_get_permanences (EtbCall *self);
GPtrArray *etb_call_get_lists (EtbCall *self);
GPtrArray *etb_call_get_binds (EtbCall *self);
GPtrArray *etb_call_get_criteria (EtbCall *self);
GPtrArray *etb_call_get_tasks (EtbCall *self);
GPtrArray *etb_call_get_pieces (EtbCall *self);

/* The few questions asked before a dossier is begun. (transfer none) */
const EtbPage *etb_call_get_eligibility (EtbCall *self);

/* What a person agrees to before somebody helps: the call's own wording, else the program's. Never
 * NULL. (transfer none) */
const EtbConsent *etb_call_get_consent (EtbCall *self);

/* The empty dossier: root element "dossier", no namespace. (transfer none): do not change it. */
xmlDocPtr etb_call_get_instance (EtbCall *self);

/* Look-ups by id or path: (nullable) (transfer none). For a path inside a repeat, positions and
 * identities in square brackets are ignored. */
const EtbTrack *etb_call_find_track (EtbCall *self, const char *id);
const EtbPiece *etb_call_find_piece (EtbCall *self, const char *code);
const EtbList *etb_call_find_list (EtbCall *self, const char *id);
const EtbItem *etb_call_find_item (EtbCall *self,
                                   const char *path); /* question, repeat, or table cell's table */
/* Never NULL for a leaf: where several binds match, the one with fewest wildcards (of those with
 * wildcards, those that give a type first); where none does, one of type text. */
const EtbBind *etb_call_find_bind (EtbCall *self, const char *path);
/* The repeat whose lines @path names or is inside of. */
const EtbItem *etb_call_find_repeat (EtbCall *self, const char *path);

/* Whether @path, of an answer or a line, is in a group of the organisation's own answers: those
 * that another dossier of the same organisation can begin with. */
gboolean etb_call_is_of_applicant (EtbCall *self, const char *path);

/* Label a person would recognise for @path: the question's, or "row, column" in a table; with a
 * position, the line as well: "Membre 2, Nom".
 * Returns: (transfer full) (nullable) */
char *etb_call_label_for (EtbCall *self, const char *path);

/* The label of one code of the list bound to @path; @code itself when unknown. */
const char *etb_call_label_of_choice (EtbCall *self, const char *path, const char *code);

const char *etb_strength_to_name (EtbStrength strength); /* "article" */
const char *etb_effect_to_name (EtbEffect effect);       /* "blocking" */

/* Path of a question of @repeat in its line @line, from 1: "/dossier/membre[2]/nom".
 * Returns: (transfer full) */
char *etb_item_path_in_line (const EtbItem *self, const EtbItem *repeat, guint line);

G_END_DECLS
