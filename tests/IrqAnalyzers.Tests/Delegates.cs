using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Lambdas, local functions and methods as values.</summary>
public class Delegates
{
    [Theory]
    [InlineData("Action<PciFunction> place = x => iommu.Register(x); place(function);")]
    [InlineData("Action place = () => iommu.Register(function); place();")]
    [InlineData("Action<PciFunction> place = Place; place(function);")]
    [InlineData("Action<PciFunction> place = Local; place(function); void Local(PciFunction f) => iommu.Register(f);")]
    [InlineData("Action place = Local; place.Invoke(); void Local() => iommu.Register(function);")]
    [InlineData("Func<PciFunction, Flow> place = async x => { iommu.Register(x); await x.Attach(); }; await place(function);")]
    [InlineData("Func<PciFunction, PciFunction> same = x => x; iommu.Register(same(function));")]
    public Task What_a_delegate_does_is_done_when_it_is_called(string body) => Model.ExpectAsync(
        Model.Host(body + " function.AssignMsiDomain(null);", "private void Place(PciFunction f) => iommu.Register(f);"));

    [Theory]
    [InlineData("Action<PciFunction> decide = x => x.AssignMsiDomain(null);")]
    [InlineData("Action<PciFunction> decide = Decide;")]
    public Task What_a_delegate_does_wrong_is_reported_where_it_is_called(string body) => Model.ExpectAsync(
        Model.Host(body + " decide(function);", "private void Decide(PciFunction f) => f.AssignMsiDomain(null);"),
        "IRQ1001 definite any: decide(function)");

    [Theory]
    [InlineData("var steps = new List<Action>(); steps.Add(() => iommu.Register(function)); steps.Add(() => Decide(function)); foreach (var step in steps) step();")]
    [InlineData("var steps = new List<Action<PciFunction>> { Place, Decide }; foreach (var step in steps) step(function);")]
    [InlineData("var steps = new List<Action<PciFunction>> { Place, Decide }; steps.ForEach(step => step(function));")]
    [InlineData("var steps = new Action<PciFunction>[] { Place, Decide }; Array.ForEach(steps, step => step(function));")]
    [InlineData("var steps = new List<Action>(); steps.Add(() => iommu.Register(function)); steps[0](); Decide(function);")]
    public Task Steps_in_a_list_are_done_in_its_order(string body) => Model.ExpectAsync(Model.Host(body, Steps));

    [Theory]
    [InlineData("var steps = new List<Action>(); steps.Add(() => Decide(function)); steps.Add(() => iommu.Register(function)); foreach (var step in steps) step();", "step()")]
    [InlineData("var steps = new List<Action<PciFunction>> { Decide, Place }; foreach (var step in steps) step(function);", "step(function)")]
    [InlineData("var steps = new List<Action<PciFunction>> { Decide, Place }; steps.ForEach(step => step(function));", "steps.ForEach(step => step(function))")]
    [InlineData("var steps = new Action<PciFunction>[] { Decide, Place }; Array.ForEach(steps, step => step(function));", "Array.ForEach(steps, step => step(function))")]
    [InlineData("var steps = new List<Action>(); steps.Add(() => Decide(function)); steps[0](); iommu.Register(function);", "steps[0]()")]
    public Task Steps_in_a_list_that_are_in_the_wrong_order_are_reported(string body, string place) =>
        Model.ExpectAsync(Model.Host(body, Steps), $"IRQ1001 definite any: {place}");

    private const string Steps = "private void Place(PciFunction f) => iommu.Register(f); private void Decide(PciFunction f) => f.AssignMsiDomain(null);";

    [Fact]
    public Task What_is_not_called_is_not_done() => Model.ExpectAsync(
        Model.Host("Action place = () => iommu.Register(function); function.AssignMsiDomain(null); place();"),
        "IRQ1001 definite any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_delegate_that_is_one_of_two_may_be_either() => Model.ExpectAsync(
        Model.Host("Action place = () => iommu.Register(function); if (flag) place = () => { }; place(); function.AssignMsiDomain(null);"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("Action place = () => iommu.Register(function); Later(place);")]
    [InlineData("Action place = () => iommu.Register(function); kept = place;")]
    [InlineData("Later(() => iommu.Register(function));")]
    [InlineData("Each(function, f => iommu.Register(f));")]
    [InlineData("Each(function, kept2!);")]
    [InlineData("new List<int> { 1 }.ForEach(n => iommu.Register(function));")]
    public Task What_others_may_call_may_have_been_done(string body) => Model.ExpectAsync(
        Model.Host(body + " function.AssignMsiDomain(null);", """
            private Action? kept; private Action<PciFunction>? kept2;
            protected virtual void Later(Action a) => kept = a;
            private static void Each(PciFunction f, Action<PciFunction> action) => action(f);
            """));

    [Fact]
    public Task A_lambda_that_assigns_around_itself_is_believed_nothing() => Model.ExpectAsync(
        Model.Host("var other = function; Action change = () => other = function.PhysicalFunction!; change(); iommu.Register(other); function.AssignMsiDomain(null);"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_lambda_that_calls_itself_ends() => Model.ExpectAsync(
        Model.Host("Action<int> again = null!; again = n => { if (n > 0) { again(n - 1); again(n - 2); } else iommu.Register(function); }; again(3); function.AssignMsiDomain(null);"));

    [Theory]
    [InlineData("var known = all.Any(f => f == function);")]
    [InlineData("all.RemoveAll(f => f.Name == function.Name);")]
    [InlineData("foreach (var other in AddedFunctions.Where(f => f.Bus == function.Bus)) flag = true;")]
    [InlineData("Func<bool> ask = () => function.IsVirtual && flag; Later(ask);")]
    [InlineData("bool Ask(PciFunction f) => f == function; var first = all.FirstOrDefault(Ask);")]
    public Task Code_that_only_looks_at_a_device_leaves_it_as_it_was_whoever_runs_it(string body) => Model.ExpectAsync(
        Model.Host(body + " function.AssignMsiDomain(null);", Members), "IRQ1001 definite any: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("Func<PciFunction> get = () => function; Later(get);")]
    [InlineData("Action put = () => all.Add(function); Later(put);")]
    [InlineData("PciFunction? found = null; Action set = () => found = function; Later(set); iommu.Register(found!);")]
    [InlineData("all.ForEach(f => iommu.Register(function));")]
    [InlineData("foreach (var pair in all.Select(f => (f, function))) iommu.Register(pair.Item2);")]
    public Task Code_that_hands_a_device_on_makes_it_unknown(string body) => Model.ExpectAsync(
        Model.Host(body + " function.AssignMsiDomain(null);", Members));

    private const string Members = "private readonly List<PciFunction> all = new(); protected virtual void Later(Delegate any) => any.DynamicInvoke();";
}
