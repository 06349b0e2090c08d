using System.CommandLine;
using IrqModel.Tool.Models;

namespace IrqModel.Tool.Commands;

/// <summary>The process that <c>irqmodel run</c> starts for a model. Users do not call it.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var request = new Argument<string>("REQUEST");
        var result = new Argument<string>("RESULT");
        var status = new Argument<string>("STATUS");
        var command = new Command(WorkerProcess.Verb, "Loads a model for 'run'.") { request, result, status };
        command.Hidden = true;
        command.SetAction(parsed => Worker.Run(parsed.GetValue(request)!, parsed.GetValue(result)!, parsed.GetValue(status)!));
        return command;
    }
}
