using Microsoft.Win32.SafeHandles;

namespace ContextFabric.Cli.Output;

/// <summary>The reader of standard output has gone, as after <c>| head</c>. No failure, but a reason to stop.</summary>
internal sealed class ReaderGoneException(IOException cause) : IOException(cause.Message, cause);

/// <summary>
/// Standard output as a stream. To a pipe that nobody reads any more .NET writes without complaint, so that a long
/// search would go on for nobody; this one throws <see cref="ReaderGoneException"/>.
/// </summary>
internal sealed class StandardOutput : Stream
{
    // writes of up to this many bytes into a pipe are done whole or not at all (PIPE_BUF)
    private const int PieceSize = 4096;
    private const int BrokenPipe = 32;
    private static readonly int s_tryAgain = OperatingSystem.IsLinux() ? 11 : 35;
    private readonly FileStream _pipe;

    private StandardOutput(FileStream pipe) => _pipe = pipe;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens it. Files, terminals and other systems need none of this.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        var file = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return file.CanSeek ? Console.OpenStandardOutput() : new StandardOutput(file);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            ReadOnlySpan<byte> piece = buffer[..Math.Min(PieceSize, buffer.Length)];
            try
            {
                _pipe.Write(piece);
                buffer = buffer[piece.Length..];
            }
            catch (IOException e) when (e.HResult == s_tryAgain)
            {
                // somebody made the pipe non-blocking, and it is full
                Thread.Sleep(1);
            }
            catch (IOException e) when (e.HResult == BrokenPipe)
            {
                throw new ReaderGoneException(e);
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
