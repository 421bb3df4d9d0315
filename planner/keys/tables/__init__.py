"""The commands of the app, each declared once: footer, help, palette and bindings read them."""
