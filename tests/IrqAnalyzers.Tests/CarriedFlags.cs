using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>
/// A local is set for virtual functions and asked later, each time in another way. Whether the analysis follows that way or not, of the right notifier it
/// says nothing that is certain, and of one that asks for the opposite it says something.
/// </summary>
public class CarriedFlags
{
    [Theory]
    [InlineData("F k = 0;", "k |= F.V;", "k.HasFlag(F.V)", "[Flags] public enum F { N, V = 1, B = 2 }")]
    [InlineData("F k = 0;", "k |= F.V;", "(k & F.V) != 0", "[Flags] public enum F { N, V = 1, B = 2 }")]
    [InlineData("F k = F.B;", "k |= F.V;", "(k & F.V) == F.V", "[Flags] public enum F { N, V = 1, B = 2 }")]
    [InlineData("F k = 0;", "k |= F.V;", "(int)k == 1", "[Flags] public enum F { N, V = 1, B = 2 }")]
    [InlineData("F k = 0;", "k |= F.V;", "k.ToString() == \"V\"", "[Flags] public enum F { N, V = 1, B = 2 }")]
    [InlineData("var k = 0;", "k |= 4;", "(k & 4) != 0")]
    [InlineData("var k = 0;", "k = 1 << 3;", "(k >> 3) == 1")]
    [InlineData("var k = 0;", "k += 2;", "k > 1")]
    [InlineData("var k = 0;", "k = 3;", "k % 2 == 1")]
    [InlineData("var k = 1;", "k *= 3;", "k == 3")]
    [InlineData("var k = 1;", "k = -k;", "k < 0")]
    [InlineData("var k = new int[1];", "k[0]++;", "k[0] > 0")]
    [InlineData("var k = new bool[2];", "k[1] = true;", "k[1]")]
    [InlineData("int[] k = [];", "k = [1, 2];", "k.Length > 0")]
    [InlineData("var k = new int[0];", "k = new int[3];", "k.Length == 3")]
    [InlineData("(bool V, int N) k = (false, 0);", "k = (true, 3);", "k == (true, 3)")]
    [InlineData("(bool V, int N) k = (false, 0);", "k = (true, 3);", "k.Equals((true, 3))")]
    [InlineData("(bool V, int N) k = (false, 0);", "k.V = true;", "k.V")]
    [InlineData("var k = \"\";", "k += \"vf \";", "k.Contains(\"vf\")")]
    [InlineData("var k = \"\";", "k += \"vf \";", "k.Length > 0")]
    [InlineData("string? k = null;", "k = \"vf\";", "!string.IsNullOrEmpty(k)")]
    [InlineData("var k = 0.0;", "k = 1.0;", "k > 0.5")]
    [InlineData("var k = 0.0;", "k += 1.0;", "k == 1.0")]
    [InlineData("var k = 0m;", "k = 1m;", "k > 0m")]
    [InlineData("var k = TimeSpan.Zero;", "k = TimeSpan.FromSeconds(1);", "k > TimeSpan.Zero")]
    [InlineData("var k = Guid.Empty;", "k = Guid.NewGuid();", "k != Guid.Empty")]
    [InlineData("DateTime? k = null;", "k = DateTime.UtcNow;", "k.HasValue")]
    [InlineData("long k = 0;", "Interlocked.Increment(ref k);", "Interlocked.Read(ref k) == 1")]
    [InlineData("Exception? k = null;", "k = new InvalidOperationException();", "k is InvalidOperationException")]
    [InlineData("var k = new List<Action>();", "k.Add(() => { });", "k.Count == 1")]
    [InlineData("var k = new List<string>();", "k.Add(\"v\");", "k.Contains(\"v\")")]
    [InlineData("var k = new HashSet<string>();", "k.Add(\"v\");", "k.Contains(\"v\")")]
    [InlineData("var k = new Dictionary<string, int>();", "k[\"v\"] = 1;", "k.TryGetValue(\"v\", out var n) && n == 1")]
    [InlineData("var k = new Dictionary<string, bool> { [\"v\"] = false };", "k[\"v\"] = true;", "k[\"v\"]")]
    [InlineData("var k = new Stack<int>();", "k.Push(1);", "k.TryPeek(out var n) && n == 1")]
    [InlineData("var k = new System.Text.StringBuilder();", "k.Append(\"vf\");", "k.Length > 0")]
    [InlineData("var k = new System.Text.StringBuilder();", "k.Append(\"vf\");", "k.ToString() == \"vf\"")]
    [InlineData("var k = new System.Collections.BitArray(3);", "k[1] = true;", "k[1]")]
    [InlineData("using var k = new CancellationTokenSource();", "k.Cancel();", "k.IsCancellationRequested")]
    [InlineData("int? k = null;", "k = 1;", "k.GetValueOrDefault() == 1")]
    [InlineData("int? k = null;", "k = 1;", "k.GetValueOrDefault(3) == 1")]
    [InlineData("int? k = null;", "k = 1;", "k == 1")]
    [InlineData("bool? k = null;", "k = true;", "k.GetValueOrDefault()")]
    [InlineData("F? k = null;", "k = F.V;", "k.GetValueOrDefault() == F.V", "public enum F { N, V }")]
    [InlineData("S k = default;", "k.Mark();", "k.Marked",
        "public struct S { private int n; public void Mark() => n++; public readonly bool Marked => n > 0; }")]
    [InlineData("S k = default;", "k.N = 3;", "k.N > 2", "public struct S { public int N; }")]
    [InlineData("S k = default;", "k = new S(1);", "k == new S(1)", "public readonly record struct S(int N);")]
    [InlineData("var k = new R(0);", "k = new R(1);", "k == new R(1)", "public sealed record R(int N);")]
    [InlineData("var k = new R(0, false);", "k = k with { V = true };", "k.V", "public sealed record R(int N, bool V);")]
    [InlineData("var k = new R(0, false);", "k = k with { V = true };", "k is { V: true }", "public sealed record R(int N, bool V);")]
    [InlineData("var k = new K();", "k.V = true;", "k.V", "public sealed class K { public bool V; }")]
    [InlineData("var k = new K();", "k.Note();", "k.Count > 0",
        "public sealed class K { public int Count { get; private set; } public void Note() => Count++; }")]
    [InlineData("var k = new K();", "k.Note(\"v\");", "k.Has(\"v\")",
        "public sealed class K { private readonly List<string> all = []; public void Note(string s) => all.Add(s); public bool Has(string s) => all.Contains(s); }")]
    [InlineData("var k = new B();", "k = k.With(\"v\");", "k.Build().Length > 0",
        "public sealed class B { private string s = \"\"; public B With(string t) { s += t; return this; } public string Build() => s; }")]
    [InlineData("var k = new B();", "k.With(1).With(2);", "k.Sum == 3",
        "public sealed class B { private readonly List<int> s = []; public B With(int t) { s.Add(t); return this; } public int Sum => s.Sum(); }")]
    [InlineData("object k = \"pf\";", "k = 1;", "k is int")]
    [InlineData("Type k = typeof(PhysicalFunction);", "k = typeof(VirtualFunction);", "k == typeof(VirtualFunction)")]
    [InlineData("var k = 'p';", "k = 'v';", "char.IsBetween(k, 'u', 'w')")]
    [InlineData("var k = 0;", "k = 2;", "Math.Max(k, 1) == 2")]
    [InlineData("var n = 0; ref var k = ref n;", "k = 2;", "n == 2")]
    [InlineData("var k = 0; void Set() => k = 2;", "Set();", "k == 2")]
    [InlineData("var k = 0; Action set = () => k++;", "set();", "k > 0")]
    [InlineData("var k = 0;", "Set(out k);", "k == 2", "private static void Set(out int n) => n = 2;")]
    [InlineData("var k = 0;", "Bump(ref k);", "k > 0", "private static void Bump(ref int n) => n++;")]
    [InlineData("var k = \"pv\"; var i = 0;", "i = 1;", "k[i] == 'v'")]
    [InlineData("bool[] k = [false, true]; var i = 0;", "i = 1;", "k[i]")]
    [InlineData("var k = 0;", "k = 1;", "k switch { 1 => true, _ => false }")]
    [InlineData("var k = 0;", "k = 1;", "Try(k)",
        "private static bool Try(int n) { try { if (n == 0) throw new InvalidOperationException(); return true; } catch (InvalidOperationException) { return false; } }")]
    [InlineData("var k = 0;", "k = 1;", "Odd(k)", "private static bool Odd(int n) => n % 2 != 0;")]
    [InlineData("var k = \"\";", "k = \"vf\";", "Has(k)", "private static bool Has(string n) => n.Length > 0;")]
    [InlineData("List<int> k = [0];", "k[0] = 1;", "k[0] == 1")]
    [InlineData("List<int> k = [0];", "k.Add(1);", "k[^1] == 1")]
    [InlineData("(int A, string B) k = (0, \"\");", "k = (1, \"v\");", "k is (1, \"v\")")]
    public async Task What_is_set_for_some_functions_is_asked_for_them(string declaration, string set, string asked, string more = "")
    {
        Assert.DoesNotContain(await FindAsync(declaration, set, asked, more), finding => finding.Contains(" definite ", StringComparison.Ordinal));
        Assert.NotEmpty(await FindAsync(declaration, set, $"!({asked})", more));
    }

    [Theory]
    [InlineData("F k = 0;", "k |= F.V;", "k.HasFlag(F.V)", "[Flags] public enum F { N, V = 1, B = 2 }")]
    [InlineData("F k = F.B;", "k |= F.V;", "(k & F.V) == F.V", "[Flags] public enum F { N, V = 1, B = 2 }")]
    [InlineData("var k = 0;", "k |= 4;", "(k & 4) != 0")]
    [InlineData("var k = 0;", "k += 2;", "k > 1")]
    [InlineData("(bool V, int N) k = (false, 0);", "k.V = true;", "k.V")]
    [InlineData("int? k = null;", "k = 1;", "k.GetValueOrDefault() == 1")]
    [InlineData("bool? k = null;", "k = true;", "k.GetValueOrDefault()")]
    public async Task Flags_sums_parts_and_defaults_are_followed(string declaration, string set, string asked, string more = "")
    {
        Assert.Empty(await FindAsync(declaration, set, asked, more));
        Assert.Contains(await FindAsync(declaration, set, $"!({asked})", more), finding => finding.Contains(" definite ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Kind Of(PciFunction f) { if (f.IsVirtual) return new Virtual(); return new Physical(); }", "Of(function) is Virtual")]
    [InlineData("Kind Of(PciFunction f) => f.IsVirtual ? new Virtual() : new Physical();", "Of(function) is Virtual")]
    [InlineData("Kind Of(PciFunction f) => f switch { VirtualFunction => new Virtual(), _ => new Physical() };", "Of(function) is Virtual")]
    [InlineData("Kind Of(PciFunction f) { if (f.IsVirtual) return new Virtual(); return new Physical(); }", "Of(function).IsVirtual")]
    public async Task Of_which_type_a_result_is_tells_which_way_the_callee_went(string method, string asked)
    {
        const string Types = "public abstract record Kind { public abstract bool IsVirtual { get; } } "
            + "public sealed record Virtual : Kind { public override bool IsVirtual => true; } "
            + "public sealed record Physical : Kind { public override bool IsVirtual => false; }";
        Assert.DoesNotContain(await FindAsync("", "", asked, Types, $"private static {method}"), finding => finding.Contains(" definite ", StringComparison.Ordinal));
        Assert.NotEmpty(await FindAsync("", "", $"!({asked})", Types, $"private static {method}"));
    }

    [Fact]
    public async Task A_result_with_two_constructors_is_what_one_of_them_made()
    {
        const string Result = """
            public enum Why { None, Virtual, NoUnit }
            public readonly struct Result<T> where T : class
            {
                public Result(T value) { Value = value; }
                public Result(Why error) { Error = error; }
                public T? Value { get; }
                public Why Error { get; }
                public bool IsError => Error != Why.None;
            }
            """;
        var findings = await AnalyzeAsync(Result, """
            var admitted = Admit(function);
            if (admitted.IsError) { if (admitted.Error is Why.Virtual) function.InheritMsiDomain(); return; }
            function.AssignMsiDomain(admitted.Value);
            """, """
            private Result<MsiDomain> Admit(PciFunction f)
            {
                if (f.IsVirtual) return new(Why.Virtual);
                iommu.Register(f);
                return iommu.FindMsiDomain(f) is { } domain ? new(domain) : new(Why.NoUnit);
            }
            """);
        Assert.DoesNotContain(findings, finding => finding.Contains(" definite ", StringComparison.Ordinal));
    }

    private static Task<List<string>> FindAsync(string declaration, string set, string asked, string more, string members = "")
    {
        var isMember = more.StartsWith("private ", StringComparison.Ordinal);
        return AnalyzeAsync(isMember ? "" : more, $$"""
            {{declaration}}
            if (function.IsVirtual) { {{set}} } else iommu.Register(function);
            if ({{asked}}) { function.InheritMsiDomain(); return; }
            if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
            """, isMember ? more : members);
    }

    private static async Task<List<string>> AnalyzeAsync(string types, string added, string members)
    {
        var compilation = Model.Compile(types + Model.Notifier(added, members));
        return (await Model.AnalyzeAsync(compilation)).Select(Model.Render).ToList();
    }
}
