using IrqAnalyzers.Tests.Support;
using IrqModel.Contracts;
using IrqModel.Rules;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Tests;

/// <summary>What a diagnostic carries besides its place.</summary>
public class Properties
{
    [Fact]
    public async Task The_key_names_rule_operation_line_of_the_parenthesis_and_subject_type()
    {
        var found = await FindAsync(Model.Host("""
            function
                .AssignMsiDomain
                    (null);
            """));
        Assert.Equal("IRQ1001|PciFunction.AssignMsiDomain|Model0.cs:12|PciFunction", found.Properties["irq.key"]);
        Assert.Equal("function", found.Properties["irq.subject"]);
        Assert.Equal(((ulong)Facts.Registered).ToString(), found.Properties["irq.missing"]);
    }

    [Fact]
    public async Task The_subject_type_of_a_parameter_is_the_type_of_the_parameter()
    {
        var found = await FindAsync(Model.Host("iommu.FindMsiDomain(function);"));
        Assert.Equal("IRQ1001|Iommu.FindMsiDomain|Model0.cs:10|PciFunction", found.Properties["irq.key"]);
    }

    [Fact]
    public async Task The_key_of_a_handler_has_the_line_of_its_first_statement()
    {
        var found = await FindAsync(Model.Notifier("""
            // A comment.
            if (function.IsVirtual)
                return;
            iommu.Register(function);
            """));
        Assert.Equal("IRQ2001|IommuNotifier.OnDeviceAdded|Model0.cs:10|PciFunction", found.Properties["irq.key"]);
    }

    [Fact]
    public async Task The_key_of_an_empty_handler_has_the_line_of_its_closing_brace()
    {
        var found = await FindAsync("""
            public class N : IommuNotifier
            {
                protected override async Flow OnDeviceAdded(PciFunction function)
                {
                }
            }
            """);
        Assert.Equal("IRQ2001|IommuNotifier.OnDeviceAdded|Model0.cs:6|PciFunction", found.Properties["irq.key"]);
        Assert.Equal("OnDeviceAdded", found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
    }

    [Fact]
    public async Task The_key_of_an_expression_body_has_the_line_of_the_expression()
    {
        var found = await FindAsync("""
            public class N : IommuNotifier
            {
                protected override Flow OnDeviceAdded(PciFunction function) =>
                    Flow.Completed;
            }
            """);
        Assert.Equal("IRQ2001|IommuNotifier.OnDeviceAdded|Model0.cs:5|PciFunction", found.Properties["irq.key"]);
    }

    [Fact]
    public async Task A_line_directive_counts_as_it_does_for_the_compiler()
    {
        var found = await FindAsync(Model.Host("""

            #line 100 "Other.cs"
            function.AssignMsiDomain(null);
            #line default
            """));
        Assert.Equal("IRQ1001|PciFunction.AssignMsiDomain|Other.cs:100|PciFunction", found.Properties["irq.key"]);
    }

    [Fact]
    public async Task An_interprocedural_finding_has_the_key_of_the_operation_and_its_place_as_additional_location()
    {
        var found = await FindAsync(Model.Host("Decide(function);", """
            private void Decide(PciFunction device)
            {
                device.AssignMsiDomain(null);
            }
            """));
        Assert.Equal("IRQ1001|PciFunction.AssignMsiDomain|Model0.cs:14|PciFunction", found.Properties["irq.key"]);
        Assert.Equal("function", found.Properties["irq.subject"]);
        Assert.Equal(13, Assert.Single(found.AdditionalLocations).GetLineSpan().StartLinePosition.Line);
    }

    // The class, what took the fact back or put it there, what establishes it later.
    [Theory]
    [InlineData("function.AssignMsiDomain(null); iommu.Register(function);", "iommu.Register(function)")]
    [InlineData("iommu.Register(function); iommu.Unregister(function); function.AssignMsiDomain(null);", "iommu.Unregister(function)")]
    [InlineData("if (function.IsVirtual) return; function.AssignMsiDomain(null);", "function.IsVirtual")]
    [InlineData("if (function is VirtualFunction) { function.AssignMsiDomain(null); } iommu.Register(function);", "function is VirtualFunction", "iommu.Register(function)")]
    [InlineData("function.MatchDriver = false; await function.Add();", "function.MatchDriver = false")]
    [InlineData("function.MatchDriver = false; await function.Add(); if (flag) return; function.MatchDriver = true;", "function.MatchDriver = false")]
    [InlineData("function.AssignMsiDomain(null); iommu.Register(bus.Functions[0]);")]
    [InlineData("Decide(function); iommu.Register((PciFunction)function);", "device.AssignMsiDomain(null)", "iommu.Register((PciFunction)function)")]
    public async Task The_way_to_a_finding_is_in_its_additional_locations(string body, params string[] places)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host(
            $"var bus = function.Bus; {body}",
            "private static void Decide(PciFunction device) => device.AssignMsiDomain(null);")));

        Assert.Equal(places, found[0].AdditionalLocations.Select(place => place.SourceTree!.GetText().ToString(place.SourceSpan)));
    }

    [Fact]
    public async Task Messages_name_the_operation_the_device_the_class_and_the_remedy()
    {
        Assert.Equal(
            "'AssignMsiDomain' is called before 'function' is registered with its IOMMU, so no MSI domain is known for it yet. Call it after 'Add' or 'Register'.",
            (await FindAsync(Model.Host("function.AssignMsiDomain(null); iommu.Register(function);"))).GetMessage());
        Assert.Equal(
            "'AssignMsiDomain' is called before anything in 'AddDevice' registers 'function' with its IOMMU, so no MSI domain is known for it yet. Call 'Add' or 'Register' first.",
            (await FindAsync(Model.Host("function.AssignMsiDomain(null);"))).GetMessage());
        Assert.Equal(
            "'AssignMsiDomain' is called before 'pf' is registered with its IOMMU, so no MSI domain is known for it yet. Call it after 'Register'.",
            (await FindAsync(Model.Notifier("if (function is PhysicalFunction pf) { pf.AssignMsiDomain(null); iommu.Register(pf); } else function.InheritMsiDomain();"))).GetMessage());
        Assert.Equal(
            "'function' leaves 'OnDeviceAdded' without its PF's MSI domain when it is a VF, so its interrupts will be blocked: in compatibility format, or through entries of another unit. Call 'InheritMsiDomain' before returning.",
            (await FindAsync(Model.Notifier("if (!function.IsVirtual) iommu.Register(function);"))).GetMessage());
        Assert.Equal(
            "'Add' lets a driver bind to 'function' before its MSI domain is decided. Write 'MatchDriver = false' before it.",
            (await FindAsync(Model.Host("await function.Add();"))).GetMessage());
        Assert.Equal(
            "'OverrideDefaultMsiDomain' overrides the default MSI domain of 'this' after it was created. Call it before 'CreateDefaultMsiDomain'.",
            (await FindAsync(Model.Host("CreateDefaultMsiDomain(); OverrideDefaultMsiDomain(null!);"))).GetMessage());
        Assert.Equal(
            "'InheritMsiDomainFromBus' gives 'function' the MSI domain of its bus when it is a PF, if several remapping units serve the bus. Look the domain up for each function instead.",
            (await FindAsync(Model.Host("if (!function.IsVirtual) function.InheritMsiDomainFromBus();"))).GetMessage());
    }

    [Theory]
    [InlineData("Decide(function);", "function")]
    [InlineData("Outer(function);", "function")]
    [InlineData("Local(); void Local() => Decide(function);", "function")]
    [InlineData("current = function; DecideCurrent();", "current")]
    [InlineData("Action<PciFunction> decide = Decide; decide(function);", "function")]
    public async Task Findings_in_helpers_name_the_caller_s_expression_and_the_helper(string body, string subject)
    {
        var found = await FindAsync(Model.Host(body, """
            private PciFunction? current;
            private void Outer(PciFunction outer) => Decide(outer);
            private void DecideCurrent() => Decide(current!);
            private static void Decide(PciFunction device) => device.AssignMsiDomain(null);
            """));
        Assert.Equal(subject, found.Properties["irq.subject"]);
        Assert.Contains("It happens in 'Decide', at Model0.cs:15.", found.GetMessage(), StringComparison.Ordinal);
        Assert.Contains($"registers '{subject}' with", found.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, DiagnosticSeverity.Info)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("warning", DiagnosticSeverity.Warning)]
    [InlineData("none", null)]
    public async Task Possible_findings_have_the_severity_of_the_option(string? option, DiagnosticSeverity? severity)
    {
        var compilation = Model.Compile(Model.Host("if (flag) iommu.Register(function); function.AssignMsiDomain(null); await function.Add();"));
        var options = option is null ? Array.Empty<(string, string)>() : [("irq_report_possible", option)];
        var found = await Model.AnalyzeAsync(compilation, options: options);
        Assert.Equal(severity, found.SingleOrDefault()?.Severity);
    }

    private static async Task<Diagnostic> FindAsync(string model) => Assert.Single(await Model.AnalyzeAsync(Model.Compile(model)));
}
