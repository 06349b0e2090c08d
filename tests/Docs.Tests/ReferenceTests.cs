using IrqModel;
using IrqModel.Contracts;
using Xunit;

namespace Docs.Tests;

/// <summary>Pages that claim to list everything do.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string> Facts => [.. Enum.GetNames<Facts>().Where(name => name is not nameof(IrqModel.Contracts.Facts.None))];

    public static TheoryData<string> Assumptions => [.. Enum.GetNames<Assumption>()];

    public static TheoryData<string> Kinds => [.. Enum.GetNames<FunctionKind>()];

    // [Revocable] is for facts themselves.
    public static TheoryData<string> Attributes =>
    [
        .. typeof(Host).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: false, Namespace: "IrqModel.Contracts" } && type.IsSubclassOf(typeof(Attribute)))
            .Select(type => type.Name[..^nameof(Attribute).Length])
            .Where(name => name != "Revocable"),
    ];

    [Theory]
    [MemberData(nameof(Facts))]
    [MemberData(nameof(Assumptions))]
    [MemberData(nameof(Kinds))]
    public void The_page_about_contracts_has_every_name(string name) =>
        Assert.Contains(name, MarkdownPage.Read("docs/contracts.md").Text, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Attributes))]
    public void The_page_about_contracts_has_every_attribute(string name) =>
        Assert.Matches($@"`\[{name}[\](]", MarkdownPage.Read("docs/contracts.md").Text);

    [Fact]
    public void The_page_about_configuration_has_every_option()
    {
        var options = Directory.GetFiles(Path.Combine(Checkout.Root, "src", "IrqAnalyzers"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "\"(irq_[a-z_]+)\"").Select(match => match.Groups[1].Value))
            .Where(option => !option.EndsWith('_')).Distinct().ToArray();

        Assert.NotEmpty(options);
        Assert.All(options, option => Assert.Contains($"`{option}`", MarkdownPage.Read("docs/configuration.md").Text, StringComparison.Ordinal));
    }
}
