using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Tests;

/// <summary>Right programs in which one test decides another in a way that is not followed. Nothing in them may be called certain.</summary>
public class Correlations
{
    [Theory]
    [InlineData("if (function.VectorCapacity > 8) function.MatchDriver = false; else { if (function.IsVirtual) flag = true; } if (function.VectorCapacity > 8) function.MatchDriver = true;")]
    [InlineData("if (IsLarge(function)) function.MatchDriver = false; else { if (function.IsVirtual) flag = true; } if (IsLarge(function)) function.MatchDriver = true;")]
    [InlineData("var held = false; if (function.VectorCapacity > 8) { function.MatchDriver = false; held = true; } Note(held); if (function.VectorCapacity > 8) function.MatchDriver = true;")]
    public Task What_is_asked_twice_has_one_answer(string body) => ExpectNothingCertainAsync(Model.Host(body, "private static bool IsLarge(PciFunction f) => f.VectorCapacity > 8; private static void Note(bool held) => Console.WriteLine(held);"));

    [Theory]
    [InlineData("Kind kind = function.IsVirtual ? new Virtual() : new Physical(); if (kind is Virtual) { iommu.Register(function); function.AssignMsiDomain(null); }")]
    [InlineData("Kind kind = function.IsVirtual ? new Virtual() : new Physical(); if (kind is Physical) { iommu.Register(function); } if (kind is not Virtual) function.AssignMsiDomain(null);")]
    public Task An_object_tells_by_its_type_how_it_was_chosen(string body) => ExpectNothingCertainAsync(
        Model.Host(body) + "public abstract class Kind { } public sealed class Virtual : Kind { } public sealed class Physical : Kind { }");

    [Theory]
    [InlineData("var kind = function.IsVirtual ? Kind.Virtual : Kind.Physical; if (kind == Kind.Physical) iommu.Register(function); if (kind == Kind.Physical) function.AssignMsiDomain(null);")]
    [InlineData("var kind = function.IsVirtual ? Kind.Virtual : Kind.Physical; if (kind == Kind.Virtual) return; iommu.Register(function); function.AssignMsiDomain(null);")]
    public Task An_object_tells_by_what_it_is_how_it_was_chosen(string body) => ExpectNothingCertainAsync(
        Model.Host(body) + "public sealed class Kind { public static readonly Kind Virtual = new(); public static readonly Kind Physical = new(); }");

    [Theory]
    [InlineData("given = function.AllocateVectors(4); Request(function); Release(function); function.FailProbe();")]
    [InlineData("given = function.AllocateVectors(4); Log(); Release(function); function.FailProbe();")]
    public Task A_number_in_a_field_is_the_same_for_all_methods(string probe) => ExpectNothingCertainAsync(Model.Driver(
        probe,
        """
        private int given;
        private void Request(PciFunction f) { if (given == 0) return; f.RequestInterrupts(); }
        private void Release(PciFunction f) { if (given == 0) return; f.ReleaseInterrupts(); f.FreeVectors(); }
        private void Log() { if (given == 0) return; Console.WriteLine(given); }
        """));

    private static async Task ExpectNothingCertainAsync(string model)
    {
        var compilation = Model.Compile(model);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var findings = await Model.AnalyzeAsync(compilation);
        Assert.DoesNotContain(findings.Select(Model.Render), finding => finding.Contains(" definite ", StringComparison.Ordinal));
    }
}
