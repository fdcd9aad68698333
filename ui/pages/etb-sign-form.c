/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The form of the sign page: see the header. */

#include "etb-sign-form.h"

#include <glib/gi18n-lib.h>

#include "etb-container-error.h"
#include "etb-file-dialogs.h"
#include "etb-notice.h"
#include "etb-option.h"
#include "etb-package.h"
#include "etb-page-frame.h"

struct _EtbSignForm
{
  GtkBox parent_instance;

  EtbNotice *problem;
  EtbIdentityChooser *chooser;
  GtkWidget *role_part;
  GtkEditable *role;
  GtkEditable *place;
  GtkEditable *target;
  EtbNotice *target_problem;
  GtkCheckButton *replace;
  GtkLabel *commitment;
  GtkWidget *review;
  GtkCheckButton *confirmation;
  GtkLabel *confirmation_label;
  EtbNotice *confirmation_problem;
};

G_DEFINE_FINAL_TYPE (EtbSignForm, etb_sign_form, GTK_TYPE_BOX)

static void
on_target_changed (EtbSignForm *self)
{
  etb_notice_complain (self->target_problem, GTK_WIDGET (self->target), NULL);
  gtk_check_button_set_active (self->replace, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->replace), FALSE);
}

static void
on_confirmation_toggled (EtbSignForm *self)
{
  etb_notice_complain (self->confirmation_problem, GTK_WIDGET (self->confirmation), NULL);
}

static void
on_target_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbSignForm) self = data;
  g_autoptr (GFile) file = etb_file_dialog_finish (result, NULL);
  g_autofree char *target = NULL;

  if (file == NULL || g_file_peek_path (file) == NULL)
    return;
  gtk_editable_set_text (self->target, g_file_peek_path (file));
  target = etb_sign_form_get_target (self);
  /* The dialog has asked already, unless the ending that was added makes it another file. */
  gtk_check_button_set_active (self->replace, g_str_equal (target, g_file_peek_path (file)));
}

static void
on_choose_clicked (EtbSignForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *target = etb_sign_form_get_target (self);

  etb_file_dialog_save_package_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, target,
                                      on_target_chosen, g_object_ref (self));
}

static void
etb_sign_form_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_box_remove (GTK_BOX (object), child);
  G_OBJECT_CLASS (etb_sign_form_parent_class)->dispose (object);
}

static void
etb_sign_form_class_init (EtbSignFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = etb_sign_form_dispose;
  g_type_ensure (ETB_TYPE_NOTICE);
  g_type_ensure (ETB_TYPE_OPTION);
  g_type_ensure (ETB_TYPE_IDENTITY_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/pages/etb-sign-form.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, problem);
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, chooser);
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, role_part);
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, role);
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, place);
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, target);
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, target_problem);
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, replace);
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, commitment);
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, review);
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, confirmation);
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, confirmation_label);
  gtk_widget_class_bind_template_child (widget_class, EtbSignForm, confirmation_problem);
  gtk_widget_class_bind_template_callback (widget_class, on_target_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_confirmation_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked);
}

static void
etb_sign_form_init (EtbSignForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
etb_sign_form_new (const char *target, const char *signatory)
{
  EtbSignForm *self;

  g_return_val_if_fail (target != NULL, NULL);

  self = g_object_new (ETB_TYPE_SIGN_FORM, NULL);
  gtk_editable_set_text (self->target, target);
  etb_identity_chooser_set_signatory (self->chooser, signatory);
  return GTK_WIDGET (self);
}

void
etb_sign_form_ask_for_package (EtbSignForm *self)
{
  g_return_if_fail (ETB_IS_SIGN_FORM (self));

  gtk_widget_set_visible (self->role_part, TRUE);
  gtk_widget_set_visible (self->review, FALSE);
  gtk_label_set_label (self->commitment,
                       _ ("Asking for public money commits whoever signs. What you sign is what is "
                          "in the package now: its answers cannot be changed by signing."));
  gtk_label_set_label (self->confirmation_label,
                       _ ("I have read the dossier in this package, and I sign it as it is"));
}

EtbIdentityChooser *
etb_sign_form_get_chooser (EtbSignForm *self)
{
  g_return_val_if_fail (ETB_IS_SIGN_FORM (self), NULL);

  return self->chooser;
}

char *
etb_sign_form_get_target (EtbSignForm *self)
{
  g_autofree char *typed = NULL;

  g_return_val_if_fail (ETB_IS_SIGN_FORM (self), NULL);

  typed = g_strstrip (g_strdup (gtk_editable_get_text (self->target)));
  if (*typed == '\0' || g_str_has_suffix (typed, ".asice")
      || g_str_has_suffix (typed, G_DIR_SEPARATOR_S))
    return g_steal_pointer (&typed);
  return g_strconcat (typed, ".asice", NULL);
}

char *
etb_sign_form_get_place (EtbSignForm *self)
{
  g_return_val_if_fail (ETB_IS_SIGN_FORM (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (self->place)));
}

char *
etb_sign_form_get_role (EtbSignForm *self)
{
  g_return_val_if_fail (ETB_IS_SIGN_FORM (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (self->role)));
}

/* What is wrong with @target, or NULL. Returns: (transfer full) (nullable) */
static char *
judge_target (EtbSignForm *self, const char *target)
{
  g_autofree char *folder = g_path_get_dirname (target);

  if (*target == '\0')
    return g_strdup (_ ("Write the name of the file to prepare, or choose where to write it."));
  if (!g_path_is_absolute (target))
    return g_strdup (_ ("Write the whole path of the file, or use “Choose…”."));
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return g_strdup_printf (_ ("There is no folder “%s”. Choose one that exists."), folder);
  if (g_file_test (target, G_FILE_TEST_IS_DIR))
    return g_strdup (_ ("This is a folder. Add the name of the file to write in it."));
  if (g_file_test (target, G_FILE_TEST_EXISTS) && !gtk_check_button_get_active (self->replace))
    return g_strdup (
        _ ("A file of that name is there already. Write another name, or say below that "
                        "it may be replaced."));
  return NULL;
}

/* The focus goes to what is wrong; the words on it are under it, and may be out of sight. */
static void
bring (GtkWidget *control, EtbNotice *problem)
{
  gtk_widget_grab_focus (control);
  etb_page_frame_reveal_in_page (GTK_WIDGET (problem));
}

static gboolean
validate_target (EtbSignForm *self)
{
  g_autofree char *target = etb_sign_form_get_target (self);
  g_autofree char *message = judge_target (self, target);

  etb_notice_complain (self->target_problem, GTK_WIDGET (self->target), message);
  gtk_widget_set_visible (GTK_WIDGET (self->replace), g_file_test (target, G_FILE_TEST_IS_REGULAR));
  if (message != NULL)
    bring (GTK_WIDGET (self->target), self->target_problem);
  return message == NULL;
}

gboolean
etb_sign_form_validate (EtbSignForm *self)
{
  gboolean target_right;
  const char *message = NULL;

  g_return_val_if_fail (ETB_IS_SIGN_FORM (self), FALSE);

  etb_sign_form_say (self, NULL);
  target_right = validate_target (self);
  if (!gtk_check_button_get_active (self->confirmation))
    message = gtk_widget_get_visible (self->review)
        ? _ ("Read your answers again, then tick this box.")
        : _ ("Read the dossier in this package, then tick this box.");
  etb_notice_complain (self->confirmation_problem, GTK_WIDGET (self->confirmation), message);
  if (message != NULL && target_right)
    bring (GTK_WIDGET (self->confirmation), self->confirmation_problem);
  return target_right && message == NULL;
}

/* Whether @error is about the file that was to be written. */
static gboolean
is_about_target (const GError *error)
{
  return g_error_matches (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE)
         || g_error_matches (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_WRITE)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
}

void
etb_sign_form_complain (EtbSignForm *self, const GError *error)
{
  g_return_if_fail (ETB_IS_SIGN_FORM (self));
  g_return_if_fail (error != NULL);

  if (is_about_target (error))
    {
      etb_notice_complain (self->target_problem, GTK_WIDGET (self->target), error->message);
      bring (GTK_WIDGET (self->target), self->target_problem);
    }
  else if (error->domain == ETB_SIGNATURE_ERROR)
    etb_identity_chooser_complain (self->chooser, error);
  else
    {
      etb_notice_say (self->problem, ETB_NOTICE_ERROR, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->problem));
    }
}

void
etb_sign_form_say (EtbSignForm *self, const char *text)
{
  g_return_if_fail (ETB_IS_SIGN_FORM (self));

  etb_notice_say (self->problem, ETB_NOTICE_INFORMATION, text);
}
