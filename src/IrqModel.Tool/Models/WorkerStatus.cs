using System.IO.MemoryMappedFiles;
using System.Text;

namespace IrqModel.Tool.Models;

/// <summary>
/// Where a model is, in a few words, kept in a file that two processes share. The one that runs the model writes it all the time; the other
/// reads it when that one ends badly or not at all.
/// </summary>
internal sealed class WorkerStatus : IDisposable
{
    private const int Capacity = 4096;
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte[] buffer = new byte[Capacity];

    public WorkerStatus(string path)
    {
        file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Capacity);
        view = file.CreateViewAccessor();
    }

    public string Text
    {
        get
        {
            var length = Math.Clamp(view.ReadInt32(0), 0, Capacity - sizeof(int));
            view.ReadArray(sizeof(int), buffer, 0, length);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }

        set
        {
            var text = value.Length > 1000 ? value[..1000] : value;
            var length = Encoding.UTF8.GetBytes(text, buffer);
            view.WriteArray(sizeof(int), buffer, 0, length);
            view.Write(0, length);
        }
    }

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
