#pragma once

namespace kantoku::ui {

/// Gives the application the user's language, and English (for its plurals) where there is no translation.
void installTranslations();

} // namespace kantoku::ui
