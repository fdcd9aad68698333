/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The making of an identity: see the header. The key is made on a thread. Part of
 * EtbIdentityChooser. */

#include "etb-identity-creator.h"

#include <glib/gi18n-lib.h>

#include "etb-attachment.h"
#include "etb-identity-folder.h"
#include "etb-identity.h"
#include "etb-notice.h"
#include "etb-secret.h"
#include "etb-wrap-layout.h"

/* Shorter passwords are refused: the file may be copied and tried elsewhere. */
#define MIN_PASSWORD 8

struct _EtbIdentityCreator
{
  GtkBox parent_instance;

  GtkEditable *name;
  GtkEditable *password;
  GtkEditable *again;
  EtbNotice *name_problem;
  EtbNotice *password_problem;
  EtbNotice *again_problem;
  EtbNotice *problem;
  GtkWidget *fields;
  GtkWidget *create;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (EtbIdentityCreator, etb_identity_creator, GTK_TYPE_BOX)

enum
{
  CREATED,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What the thread works on: copies only. */
typedef struct
{
  char *name;
  EtbSecret *password;
  char *file; /* set by the thread */
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  etb_secret_free (order->password);
  g_free (order->name);
  g_free (order->file);
  g_free (order);
}

/* A file of the person's folder that nothing has yet. Returns: (transfer full) */
static char *
find_file (const char *name, GError **error)
{
  g_autofree char *folder = etb_identity_folder (error);
  g_autofree char *stem = etb_attachment_make_safe_name (name);
  g_autofree char *file = NULL;

  if (folder == NULL)
    return NULL;
  for (guint i = 1; file == NULL || g_file_test (file, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *base
          = i == 1 ? g_strdup_printf ("%s.p12", stem) : g_strdup_printf ("%s-%u.p12", stem, i);

      g_free (file);
      file = g_build_filename (folder, base, NULL);
    }
  return g_steal_pointer (&file);
}

static void
create_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (EtbIdentity) identity = NULL;
  GError *error = NULL;

  order->file = find_file (order->name, &error);
  if (order->file != NULL)
    identity = etb_identity_create (order->name, order->file, order->password, now, &error);
  if (identity != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The focus leaves before what holds it is greyed: an entry does not hear of it otherwise. */
static void
set_busy (EtbIdentityCreator *self, gboolean busy)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (busy && root != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_sensitive (self->fields, !busy);
  gtk_widget_set_sensitive (self->create, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
clear (EtbIdentityCreator *self)
{
  gtk_editable_set_text (self->password, "");
  gtk_editable_set_text (self->again, "");
  etb_notice_complain (self->name_problem, GTK_WIDGET (self->name), NULL);
  etb_notice_complain (self->password_problem, GTK_WIDGET (self->password), NULL);
  etb_notice_complain (self->again_problem, GTK_WIDGET (self->again), NULL);
  etb_notice_say (self->problem, ETB_NOTICE_ERROR, NULL);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer data)
{
  EtbIdentityCreator *self = ETB_IDENTITY_CREATOR (source);
  Order *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      clear (self);
      g_signal_emit (self, signals[CREATED], 0, order->file, order->password);
      return;
    }
  etb_notice_say (self->problem, ETB_NOTICE_ERROR, error->message);
  gtk_widget_grab_focus (self->create);
}

/* Says @text beside @editor, which takes the focus when it is the first that is wrong. */
static gboolean
judge (EtbNotice *notice, GtkEditable *editor, const char *text, gboolean right_so_far)
{
  etb_notice_complain (notice, GTK_WIDGET (editor), text);
  if (text != NULL && right_so_far)
    gtk_widget_grab_focus (GTK_WIDGET (editor));
  return right_so_far && text == NULL;
}

static gboolean
validate (EtbIdentityCreator *self)
{
  const char *password = gtk_editable_get_text (self->password);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autofree char *too_short = NULL;
  gboolean right = TRUE;

  if (g_utf8_strlen (password, -1) < MIN_PASSWORD)
    too_short = g_strdup_printf (_ ("Choose a password of at least %d characters."), MIN_PASSWORD);
  right = judge (self->name_problem, self->name,
                 *name == '\0'
                 ? _ ("Write the first name and the name of the person who signs.") : NULL, right);
  right = judge (self->password_problem, self->password, too_short, right);
  right = judge (self->again_problem, self->again,
                 g_str_equal (password, gtk_editable_get_text (self->again))
                     ? NULL
                     : _ ("The two passwords differ. Type the same one again."), right);
  return right;
}

static void
on_create_clicked (EtbIdentityCreator *self)
{
  g_autoptr (GTask) task = NULL;
  Order *order;

  etb_notice_say (self->problem, ETB_NOTICE_ERROR, NULL);
  if (!validate (self))
    return;

  order = g_new0 (Order, 1);
  order->name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  order->password = etb_secret_new (gtk_editable_get_text (self->password));
  task = g_task_new (self, NULL, on_created, NULL);
  g_task_set_source_tag (task, on_create_clicked);
  g_task_set_task_data (task, order, order_free);
  set_busy (self, TRUE);
  g_task_run_in_thread (task, create_in_thread);
}

static void
on_cancel_clicked (EtbIdentityCreator *self)
{
  clear (self);
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
etb_identity_creator_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_box_remove (GTK_BOX (object), child);
  G_OBJECT_CLASS (etb_identity_creator_parent_class)->dispose (object);
}

static void
etb_identity_creator_class_init (EtbIdentityCreatorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = etb_identity_creator_dispose;
  g_type_ensure (ETB_TYPE_NOTICE);
  g_type_ensure (ETB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/pages/etb-identity-creator.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityCreator, name);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityCreator, password);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityCreator, again);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityCreator, name_problem);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityCreator, password_problem);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityCreator, again_problem);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityCreator, problem);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityCreator, fields);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityCreator, create);
  gtk_widget_class_bind_template_child (widget_class, EtbIdentityCreator, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_create_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);

  signals[CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                   /* Not copied on its way: nobody would wipe the copy. */
                                   G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
etb_identity_creator_init (EtbIdentityCreator *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
etb_identity_creator_start (EtbIdentityCreator *self, const char *name)
{
  g_return_if_fail (ETB_IS_IDENTITY_CREATOR (self));

  clear (self);
  gtk_editable_set_text (self->name, name != NULL ? name : "");
  gtk_widget_grab_focus (name != NULL && *name != '\0' ? GTK_WIDGET (self->password)
                                                       : GTK_WIDGET (self->name));
}
