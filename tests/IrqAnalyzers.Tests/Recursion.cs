using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Tests;

/// <summary>Methods that call themselves are analysed until what is assumed of the call is what the analysis yields.</summary>
public class Recursion
{
    [Fact]
    public Task What_the_last_call_does_is_done_by_the_first() => ExpectWholeAsync(
        Model.Host("Again(function, 3); function.AssignMsiDomain(null);", "private void Again(PciFunction f, int n) { if (n == 0) { iommu.Register(f); return; } Again(f, n - 1); }"));

    [Fact]
    public Task What_no_call_does_is_missing_for_sure() => ExpectWholeAsync(
        Model.Host("Again(function, 3); function.AssignMsiDomain(null);", "private void Again(PciFunction f, int n) { if (n > 0) Again(f, n - 1); }"),
        "IRQ1001 definite any: function.AssignMsiDomain(null)");

    [Fact]
    public Task What_only_some_calls_do_is_possible() => ExpectWholeAsync(
        Model.Host("Again(function, 3); function.AssignMsiDomain(null);", "private void Again(PciFunction f, int n) { if (n == 0) return; if (flag) iommu.Register(f); Again(f, n - 1); }"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task What_a_recursive_helper_demands_its_first_caller_is_told() => ExpectWholeAsync(
        Model.Host("Again(function, 3);", "private void Again(PciFunction f, int n) { f.AssignMsiDomain(null); if (n > 0) Again(f, n - 1); }"),
        "IRQ1001 definite any: Again(function, 3)");

    [Theory]
    [InlineData("Again(function, 3, true);")]
    [InlineData("Again(function, 3, false);")]
    public Task What_it_demands_only_with_some_arguments_is_possible(string call) => ExpectWholeAsync(
        Model.Host(
            call,
            """
            private void Again(PciFunction f, int n, bool some) { if (some) f.AssignMsiDomain(null); if (n > 0) Again(f, n - 1, some); }
            private void Others(PciFunction f) { iommu.Register(f); Again(f, 2, true); Again(f, 2, false); }
            """),
        $"IRQ1001 possible any: {call[..^1]}");

    [Theory]
    [InlineData("Again(function, 3, true);", "IRQ1001 definite any: Again(function, 3, true)")]
    [InlineData("Again(function, 3, false);")]
    public Task What_it_demands_with_the_argument_of_all_callers_is_certain(string call, params string[] findings) => ExpectWholeAsync(
        Model.Host(call, "private void Again(PciFunction f, int n, bool some) { if (some) f.AssignMsiDomain(null); if (n > 0) Again(f, n - 1, some); }"),
        findings);

    [Fact]
    public Task Two_methods_that_call_each_other_are_followed() => ExpectWholeAsync(
        Model.Host(
            "Odd(function, 3); function.AssignMsiDomain(null);",
            """
            private void Odd(PciFunction f, int n) { if (n > 0) Even(f, n - 1); else iommu.Register(f); }
            private void Even(PciFunction f, int n) { if (n > 0) Odd(f, n - 1); else iommu.Register(f); }
            """));

    [Fact]
    public Task One_of_two_that_call_each_other_may_forget() => ExpectWholeAsync(
        Model.Host(
            "Odd(function, 3); function.AssignMsiDomain(null);",
            """
            private void Odd(PciFunction f, int n) { if (n > 0) Even(f, n - 1); else iommu.Register(f); }
            private void Even(PciFunction f, int n) { if (n > 0) Odd(f, n - 1); }
            """),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task An_awaited_flow_that_calls_itself_is_followed() => ExpectWholeAsync(
        Model.Host("await Again(function, 3);", "private async Flow Again(PciFunction f, int n) { if (n > 0) await Again(f, n - 1); else await f.Add(); }"),
        "IRQ3001 possible any: Again(function, 3)");

    [Fact]
    public Task A_local_function_that_calls_itself_is_followed() => ExpectWholeAsync(
        Model.Host("void Walk(int left) { if (left == 0) iommu.Register(function); else Walk(left - 1); } Walk(3); function.AssignMsiDomain(null);"));

    [Fact]
    public Task What_is_returned_through_all_calls_is_the_argument() => ExpectWholeAsync(
        Model.Host("iommu.Register(Same(function, 3)); function.AssignMsiDomain(null);", "private static PciFunction Same(PciFunction f, int n) => n == 0 ? f : Same(f, n - 1);"));

    [Fact]
    public Task A_recursion_up_a_chain_of_objects_speaks_of_the_first() => ExpectWholeAsync(
        Model.Boot("await ScanBus(bus); SetUp(bus);", "private void SetUp(PciBus b) { if (b.Parent is { } above) SetUp(above); b.SetMsiDomain(DefaultMsiDomain!); }"),
        "IRQ1005 definite any: SetUp(bus)");

    [Fact]
    public Task A_recursion_without_devices_is_nobodys_business() => ExpectWholeAsync(
        Model.Host("if (Fibonacci(9) > 3) iommu.Register(function);", "private static int Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);"));

    [Fact]
    public Task A_method_that_never_returns_is_not_come_back_from() => ExpectWholeAsync(
        Model.Host("Spin(function); function.AssignMsiDomain(null);", "private void Spin(PciFunction f) => Spin(f);"));

    [Theory]
    [InlineData("Placed(function, true)", "possible")]
    [InlineData("Placed(function, function.IsPlugged)", "definite")]
    public Task What_a_caller_knows_may_rule_out_a_way_of_a_helper_that_calls_something_recursive(string call, string certainty) => ExpectWholeAsync(
        Model.Notifier(
            $"if ({call}) {{ function.InheritMsiDomain(); return; }} function.AssignMsiDomain(null);",
            """
            private bool Placed(PciFunction one, bool isKnown)
            {
                if (isKnown)
                {
                    Descend(one, 3);
                    return true;
                }

                return false;
            }

            private static void Descend(PciFunction one, int depth)
            {
                if (depth > 0) Descend(one, depth - 1);
            }

            protected bool IsLeft(PciFunction one) => Placed(one, false);
            """),
        $"IRQ1001 {certainty} any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_long_chain_of_helpers_is_followed_to_its_end() => ExpectWholeAsync(
        Model.Host(
            "H0(function); function.AssignMsiDomain(null);",
            string.Concat(Enumerable.Range(0, 30).Select(number => $"private void H{number}(PciFunction f) {{ {(number == 29 ? "iommu.Register(f)" : $"H{number + 1}(f)")}; }}\n"))));

    [Fact]
    public async Task Many_methods_that_all_call_each_other_come_to_an_end()
    {
        const int Count = 12;
        var members = string.Concat(Enumerable.Range(0, Count).Select(number =>
            $"private void M{number}(PciFunction f, int n) {{ {string.Concat(Enumerable.Range(0, Count).Select(other => $"if (n == {other}) M{other}(f, n - 1); "))} iommu.Register(f); }}\n"));
        var compilation = Model.Compile(Model.Host("M0(function, 3); function.AssignMsiDomain(null);", members));

        var found = await Model.AnalyzeAsync(compilation, hidden: true);

        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "IRQ1001" && diagnostic.Properties["irq.certainty"] == "definite");
    }

    [Fact]
    public Task A_loop_that_makes_functions_and_goes_over_those_it_made_comes_to_rest() => ExpectWholeAsync(
        Model.Boot("""
            var all = new List<PciFunction>();
            for (var i = 0; i < 4; i++)
                for (var j = 0; j < 4; j++)
                    for (var k = 0; k < 4; k++)
                    {
                        PciFunction one = bus.AddFunction("04.0"), other = bus.AddFunction("05.0");
                        if (flag) (one, other) = (other, one);
                        foreach (var made in all)
                        {
                            if (made == one) continue;
                            try { iommu.Register(made); if (flag) break; }
                            catch (InvalidOperationException) { iommu.Unregister(made); }
                            finally { made.MatchDriver = !made.MatchDriver; }
                        }

                        all.Add(one);
                        all.Add(other);
                        switch (one)
                        {
                            case { IsVirtual: true }: iommu.Register(other); goto case null;
                            case PciBridge: iommu.Register(one); break;
                            case null: break;
                            default: iommu.Register(one); break;
                        }
                    }

            foreach (var made in all) made.AssignMsiDomain(null);
            """),
        "IRQ1001 possible physical: made.AssignMsiDomain(null)");

    /// <summary>As <see cref="Model.ExpectAsync(string, string[])"/>, and nothing is left unanalysed.</summary>
    private static async Task ExpectWholeAsync(string model, params string[] findings)
    {
        await Model.ExpectAsync(model, findings);
        Assert.DoesNotContain(await Model.AnalyzeAsync(Model.Compile(model), hidden: true), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Hidden);
    }
}
