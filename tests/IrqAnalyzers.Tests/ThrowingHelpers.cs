using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Helpers that have nothing to do with a function and end by an exception: what stands behind a call of one does not run.</summary>
public sealed class ThrowingHelpers
{
    private const string Ready = "iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function)); if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts(); ";

    [Theory]
    [InlineData("private static void Fail() => throw new InvalidOperationException();", "Fail();")]
    [InlineData("private static void Fail() { throw new InvalidOperationException(); }", "if (flag) Fail(); else Fail();")]
    [InlineData("private static int Fail(int code) { throw new InvalidOperationException(code.ToString()); }", "Console.WriteLine(Fail(2));")]
    [InlineData("private static void Fail() => Other(); private static void Other() => throw new InvalidOperationException();", "Fail();")]
    [InlineData("private static void Fail() { try { Other(); } finally { Console.WriteLine(); } } private static void Other() => throw new InvalidOperationException();", "Fail();")]
    [InlineData("private static void Fail(int code) { if (code > 2) throw new ArgumentException(); else throw new InvalidOperationException(); }", "Fail(vectors);")]
    [InlineData("", "Environment.FailFast(null);")]
    [InlineData("private static void Fail() => Environment.FailFast(null);", "Fail();")]
    [InlineData("", "void Fail() => throw new InvalidOperationException(); Fail();")]
    [InlineData("private static void Fail() => throw new InvalidOperationException();", "try { Fail(); } catch (InvalidOperationException) { function.ReleaseInterrupts(); }")]
    [InlineData("private static void Fail() => throw new InvalidOperationException();", "switch (vectors) { case 1: function.ReleaseInterrupts(); break; default: Fail(); break; }")]
    public Task Nothing_is_wrong_behind_a_call_that_does_not_come_back(string members, string body) => Model.ExpectAsync(Driver(members, body));

    [Theory]
    [InlineData("private static void Warn() => Console.WriteLine();", "Warn();")]
    [InlineData("private static void Check(bool isFine) { if (!isFine) throw new InvalidOperationException(); }", "Check(flag);")]
    [InlineData("private static Action Later() => () => throw new InvalidOperationException();", "Later();")]
    [InlineData("private static void Fail() => throw new InvalidOperationException();", "try { Fail(); } catch (InvalidOperationException) { }")]
    public Task IRQ4001_what_stands_behind_a_call_that_may_come_back_is_sure(string members, string body) =>
        Model.ExpectAsync(Driver(members, body), "IRQ4001 definite any: function.FreeVectors()");

    private static string Driver(string members, string body) => $$"""
        public sealed class Failing : Host
        {
            private readonly Iommu iommu;
            private readonly bool flag = Environment.Is64BitProcess;
            private int vectors = Environment.ProcessorCount;
            public Failing(Machine machine) : base(machine) { iommu = new Iommu(machine); }
            public override Flow Boot() => Flow.Completed;
            {{members}}
            public void Use(PciFunction function) { {{Ready + body}} function.FreeVectors(); }
        }
        """;
}
