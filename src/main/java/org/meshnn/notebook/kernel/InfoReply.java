package org.meshnn.notebook.kernel;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.messages.reply.KernelInfoReply;

/** The library's kernel_info reply with the status that the protocol asks for. */
final class InfoReply extends KernelInfoReply {
  @SuppressWarnings("unused") // read by the JSON serialiser
  private final String status = "ok";

  InfoReply(
      String protocol,
      String name,
      String version,
      LanguageInfo language,
      String banner,
      List<HelpLink> help) {
    super(protocol, name, version, language, banner, help);
  }
}
