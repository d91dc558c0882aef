#include "ui/preferences/preferencespages.h"

#include "ui/settings.h"
#include "ui/translations.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QFontComboBox>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1024 * 1024;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Preferences)
};

struct Form {
    QWidget *page;
    QFormLayout *layout;
};

Form makeForm(QWidget *parent)
{
    auto *page = new QWidget(parent);
    auto *layout = new QFormLayout(page);
    layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return {page, layout};
}

void addNote(const Form &form, const QString &text)
{
    auto *note = new QLabel(text, form.page);
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    note->setForegroundRole(QPalette::PlaceholderText);
    form.layout->addRow(QString(), note);
}

/// A choice among a few: `options` are what is shown and what is kept.
template <typename Value>
QComboBox *addChoice(const Form &form, const QString &label, const QString &name,
                     const QList<std::pair<QString, Value>> &options, Value current,
                     const std::function<void(Value)> &keep)
{
    auto *box = new QComboBox(form.page);
    box->setObjectName(name);
    for (const auto &[text, value] : options)
        box->addItem(text, QVariant::fromValue(value));
    box->setCurrentIndex(box->findData(QVariant::fromValue(current)));
    QObject::connect(box, &QComboBox::activated, box,
                     [box, keep](int index) { keep(box->itemData(index).template value<Value>()); });
    form.layout->addRow(label, box);
    return box;
}

/// A number of seconds; the decimals are those that make a difference.
void addSeconds(const Form &form, const QString &label, const QString &name, double least,
                std::chrono::milliseconds current, const std::function<void(std::chrono::milliseconds)> &keep)
{
    auto *box = new QDoubleSpinBox(form.page);
    box->setObjectName(name);
    box->setRange(least, 60);
    box->setDecimals(1);
    box->setSingleStep(0.5);
    box->setValue(std::chrono::duration<double>(current).count());
    QObject::connect(box, &QDoubleSpinBox::valueChanged, box, [keep](double seconds) {
        keep(std::chrono::round<std::chrono::milliseconds>(std::chrono::duration<double>(seconds)));
    });
    // The unit stands beside the field: text of two fonts, as digits and 秒 are, is not in the middle of its line.
    auto *unit = new QLabel(Words::tr(" s", "seconds").trimmed(), form.page);
    auto *title = new QLabel(label, form.page);
    title->setBuddy(box);
    auto *row = new QHBoxLayout;
    row->addWidget(box, 1);
    row->addWidget(unit);
    form.layout->addRow(title, row);
}

} // namespace

QWidget *makeGeneralPage(Settings *settings, QWidget *parent)
{
    const Form form = makeForm(parent);
    QList<std::pair<QString, QString>> languages{{Words::tr("As the system"), QString()}};
    for (const Language &language : builtInLanguages())
        languages.append({language.name, language.code});
    addChoice<QString>(form, Words::tr("&Language:"), u"language"_s, languages, settings->language(),
                       [settings](const QString &code) { settings->setLanguage(code); });
    addNote(form, Words::tr("Another language takes effect at the next start."));
    using Scheme = Theme::Scheme;
    addChoice<Scheme>(form, Words::tr("&Colours:"), u"colorScheme"_s,
                      {{Words::tr("As the system"), Scheme::System},
                       {Words::tr("Light", "colours"), Scheme::Light},
                       {Words::tr("Dark", "colours"), Scheme::Dark}},
                      settings->colorScheme(), [settings](Scheme scheme) { settings->setColorScheme(scheme); });
    using AtClose = Settings::DaemonsAtClose;
    addChoice<AtClose>(form, Words::tr("Own &daemons when the window closes:"), u"daemonsAtClose"_s,
                       {{Words::tr("Ask"), AtClose::Ask},
                        {Words::tr("Keep running"), AtClose::KeepRunning},
                        {Words::tr("Stop", "what is done to daemons"), AtClose::Stop}},
                       settings->daemonsAtClose(), [settings](AtClose what) { settings->setDaemonsAtClose(what); });
    return form.page;
}

QWidget *makeLogsPage(Settings *settings, QWidget *parent)
{
    const Form form = makeForm(parent);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const bool isSystem = settings->logFont().isEmpty();
    if (!isSystem)
        font.fromString(settings->logFont());
    auto *system = new QCheckBox(Words::tr("Use the system's &fixed-width font"), form.page);
    system->setObjectName(u"systemLogFont"_s);
    system->setChecked(isSystem);
    auto *family = new QFontComboBox(form.page);
    family->setObjectName(u"logFontFamily"_s);
    family->setFontFilters(QFontComboBox::MonospacedFonts);
    family->setEditable(false);
    family->setCurrentFont(font);
    auto *size = new QSpinBox(form.page);
    size->setObjectName(u"logFontSize"_s);
    size->setRange(5, 48);
    size->setSuffix(Words::tr(" pt", "points"));
    size->setValue(font.pointSize() > 0 ? font.pointSize() : QFontInfo(font).pointSize());
    const auto keep = [settings, system, family, size] {
        QFont chosen = family->currentFont();
        chosen.setPointSize(size->value());
        settings->setLogFont(system->isChecked() ? QString() : chosen.toString());
        family->setEnabled(!system->isChecked());
        size->setEnabled(!system->isChecked());
    };
    family->setEnabled(!isSystem);
    size->setEnabled(!isSystem);
    QObject::connect(system, &QCheckBox::toggled, form.page, keep);
    QObject::connect(family, &QFontComboBox::currentFontChanged, form.page, keep);
    QObject::connect(size, &QSpinBox::valueChanged, form.page, keep);
    form.layout->addRow(QString(), system);
    form.layout->addRow(Words::tr("Fon&t of logs and consoles:"), family);
    form.layout->addRow(Words::tr("&Size:"), size);

    auto *memory = new QSpinBox(form.page);
    memory->setObjectName(u"logMemory"_s);
    memory->setRange(1, 1024);
    memory->setSuffix(Words::tr(" MiB"));
    memory->setValue(static_cast<int>(settings->logBytes() / mebibyte));
    QObject::connect(memory, &QSpinBox::valueChanged, form.page,
                     [settings](int mebibytes) { settings->setLogBytes(mebibytes * mebibyte); });
    form.layout->addRow(Words::tr("&Memory for each log:"), memory);
    addNote(
        form,
        Words::tr("Text beyond that is read again when you scroll to it. This applies to logs opened from now on."));
    return form.page;
}

QWidget *makeServersPage(Settings *settings, QWidget *parent)
{
    const Form form = makeForm(parent);
    addSeconds(form, Words::tr("Ask for the &state every:"), u"pollInterval"_s, 0.2, settings->pollInterval(),
               [settings](std::chrono::milliseconds interval) { settings->setPollInterval(interval); });
    addNote(form, Words::tr("Used for supervisord; kantokud tells what happens by itself."));
    addSeconds(form, Words::tr("Ask for &CPU and memory every:"), u"usageInterval"_s, 0.5, settings->usageInterval(),
               [settings](std::chrono::milliseconds interval) { settings->setUsageInterval(interval); });
    return form.page;
}

} // namespace kantoku::ui
