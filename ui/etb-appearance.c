/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the program looks: see the header. What the desktop says is never written to: a preference
 * lies over it and is taken away again. High contrast is the style sheet that libadwaita loads by
 * itself where the desktop asks for it. Made by the application. */

#include "etb-appearance.h"

/* The toolkit's own, where the desktop says nothing: 96 dots an inch, in 1024ths. */
#define USUAL_DPI (96 * 1024)

struct _EtbAppearance
{
  GObject parent_instance;

  EtbPreferences *preferences;
  GdkDisplay *display;
  GtkCssProvider *contrast; /* while it lies over the usual style, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbAppearance, etb_appearance, G_TYPE_OBJECT)

static GtkSettings *
get_settings (EtbAppearance *self)
{
  return gtk_settings_get_for_display (self->display);
}

static void
update_text_size (EtbAppearance *self)
{
  const guint size = etb_preferences_get_text_size (self->preferences);
  int dpi = 0;

  gtk_settings_reset_property (get_settings (self), "gtk-xft-dpi");
  if (size == 100)
    return;
  g_object_get (get_settings (self), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (get_settings (self), "gtk-xft-dpi",
                (int)((dpi > 0 ? dpi : USUAL_DPI) * (gint64)size / 100), NULL);
}

static void
update_motion (EtbAppearance *self)
{
  if (etb_preferences_get_reduced_motion (self->preferences))
    g_object_set (get_settings (self), "gtk-enable-animations", FALSE, NULL);
  else
    gtk_settings_reset_property (get_settings (self), "gtk-enable-animations");
}

static void
remove_contrast (EtbAppearance *self)
{
  if (self->contrast != NULL)
    gtk_style_context_remove_provider_for_display (self->display,
                                                   GTK_STYLE_PROVIDER (self->contrast));
  g_clear_object (&self->contrast);
}

static void
update_contrast (EtbAppearance *self)
{
  remove_contrast (self);
  if (!etb_preferences_get_high_contrast (self->preferences))
    return;
  self->contrast = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (self->contrast, "/fr/etabli/Etabli/style-hc.css");
  gtk_style_context_add_provider_for_display (self->display, GTK_STYLE_PROVIDER (self->contrast),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

static void
etb_appearance_dispose (GObject *object)
{
  EtbAppearance *self = ETB_APPEARANCE (object);

  if (self->display != NULL)
    {
      remove_contrast (self);
      gtk_settings_reset_property (get_settings (self), "gtk-xft-dpi");
      gtk_settings_reset_property (get_settings (self), "gtk-enable-animations");
    }
  g_clear_object (&self->display);
  g_clear_object (&self->preferences);
  G_OBJECT_CLASS (etb_appearance_parent_class)->dispose (object);
}

static void
etb_appearance_class_init (EtbAppearanceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_appearance_dispose;
}

static void
etb_appearance_init (EtbAppearance *self)
{
}

EtbAppearance *
etb_appearance_new (EtbPreferences *preferences, GdkDisplay *display)
{
  EtbAppearance *self;

  g_return_val_if_fail (ETB_IS_PREFERENCES (preferences), NULL);
  g_return_val_if_fail (GDK_IS_DISPLAY (display), NULL);

  self = g_object_new (ETB_TYPE_APPEARANCE, NULL);
  self->preferences = g_object_ref (preferences);
  self->display = g_object_ref (display);
  g_signal_connect_object (preferences, "notify::text-size", G_CALLBACK (update_text_size), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "notify::high-contrast", G_CALLBACK (update_contrast), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "notify::reduced-motion", G_CALLBACK (update_motion), self,
                           G_CONNECT_SWAPPED);
  update_text_size (self);
  update_contrast (self);
  update_motion (self);
  return self;
}
