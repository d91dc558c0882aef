#include "ui/configuration/optionsmodel.h"

#include "ui/configuration/configdiffview.h"
#include "ui/theme.h"

#include <QApplication>
#include <QFileInfo>
#include <QPalette>

namespace kantoku::ui {

using namespace Qt::StringLiterals;
using Option = ConfigPreview::Option;
using Value = ConfigPreview::Value;

namespace {

bool isSet(const Option &option)
{
    return option.active.isSet || option.loaded.isSet || option.disk.isSet;
}

const Value &valueOf(const Option &option, int column)
{
    return column == OptionsModel::Active ? option.active
        : column == OptionsModel::Loaded  ? option.loaded
                                          : option.disk;
}

/// Where people look first: what it runs with, else what is to come.
const Value &placeOf(const Option &option)
{
    for (const Value *value : {&option.active, &option.loaded, &option.disk}) {
        if (!value->file.isEmpty())
            return *value;
    }
    return option.active;
}

/// An option of a group that shares its name with one of the process's own.
QString nameOf(const Option &option)
{
    return option.process.isEmpty() ? OptionsModel::tr("%1 (of the group)").arg(option.name) : option.name;
}

} // namespace

void OptionsModel::setOptions(const ProcessOptions &given)
{
    ProcessOptions options = given;
    std::stable_partition(options.options.begin(), options.options.end(),
                          [](const Option &option) { return option.diskDiffers || option.activeDiffers; });
    const auto sameRows = std::ranges::equal(m_options.options, options.options, [](const Option &a, const Option &b) {
        return a.process == b.process && a.name == b.name;
    });
    if (sameRows) {
        m_options = options;
        if (!options.options.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_options = options;
    endResetModel();
}

int OptionsModel::differing() const
{
    return static_cast<int>(std::ranges::count_if(
        m_options.options, [](const Option &option) { return option.diskDiffers || option.activeDiffers; }));
}

int OptionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_options.options.size());
}

int OptionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OptionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Option &option = m_options.options.at(index.row());
    const int column = index.column();
    const bool differs = option.diskDiffers || option.activeDiffers;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        if (column == Name)
            return nameOf(option);
        if (column == Where) {
            const Value &place = placeOf(option);
            if (place.file.isEmpty())
                return isSet(option) ? QString() : tr("default", "an option that is not set");
            return placeText(role == Qt::ToolTipRole ? place.file : QFileInfo(place.file).fileName(), place.line);
        }
        return valueOf(option, column).text;
    case Qt::ForegroundRole:
        if (differs
            && (column == Name || (column == Disk && option.diskDiffers) || (column == Active && option.activeDiffers)))
            return Theme::instance()->warningColor();
        return isSet(option) ? QVariant() : QVariant(QApplication::palette().color(QPalette::PlaceholderText));
    case Qt::FontRole:
        if (differs && column == Name) {
            QFont bold = QApplication::font();
            bold.setBold(true);
            return bold;
        }
        return {};
    case IsSetRole: return isSet(option) ? u"set"_s : u"default"_s;
    case DiffersRole: return differs;
    case FileRole: return placeOf(option).file;
    default: return {};
    }
}

QVariant OptionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Option");
    case Active: return tr("Runs with", "column: the active layer");
    case Loaded: return tr("Loaded", "column: the loaded layer");
    case Disk: return tr("On disk", "column: the layer on disk");
    case Where: return tr("Set in", "column: file and line");
    default: return {};
    }
}

} // namespace kantoku::ui
