import type { ImportKind } from '../kinds.ts'

/**
 * Column names that shops use for our fields, likeliest first, English and Chinese; written as normalizeName leaves them
 * (lower case, letters and digits only). A field's own name needs no entry.
 */
const COMMON: Readonly<Record<string, string>> = {
  order_id:
    'orderid orderno ordernumber ordernum ordercode order invoiceno invoiceid invoice invoicenumber transactionid transactionno saleid receiptid receiptno orderref orderreference 订单号 订单编号 订单id 订单 交易号 交易编号 发票号 单号 流水号',
  ordered_at:
    'orderdate ordertime orderdatetime ordertimestamp orderedon purchasedate purchasetime purchasedat purchasetimestamp invoicedate transactiondate transactiontime saledate datepurchased orderpurchasetimestamp ordercreatedat createdat createdon created paidat datetime timestamp date time day 下单时间 下单日期 订单时间 订单日期 订单创建时间 购买时间 购买日期 交易时间 交易日期 成交时间 付款时间 支付时间 创建时间 日期 时间',
  product_id:
    'productid sku skuid skucode productcode productsku productno stockcode itemid itemcode itemsku itemno itemnumber articleno articleid articlenumber asin variantid goodsid lineitemsku variantsku productref partno partnumber barcode ean gtin upc article item product 商品编号 商品id 商品编码 商品代码 产品编号 产品id 产品编码 货号 款号 商品sku 条码 商品条码 商品',
  quantity:
    'qty units unitssold amountofitems count itemquantity orderqty orderquantity numberofitems pieces pcs 数量 件数 购买数量 商品数量 销售数量 销量',
  unit_price:
    'unitprice price itemprice priceeach pricepaid saleprice sellingprice unitcostprice productprice priceperunit 单价 商品单价 价格 售价 成交价 成交单价 销售单价',
  line_id:
    'lineid orderitemid lineitemid orderlineid itemline lineno linenumber rowid 明细编号 行号 子订单号 子订单编号',
  line_discount: 'linediscount itemdiscount discount discountamount 优惠 折扣 行优惠 商品优惠 优惠金额',
  product_name:
    'productname itemname articlename description articledescription producttitle itemdescription title product item 商品名称 商品名 产品名称 商品标题 品名 商品',
  category:
    'productcategory categoryname department productcategoryname producttype producttypename productgroup itemgroup articlegroup itemcategory group 类目 品类 分类 类别 商品类目 商品分类 产品类别 一级类目',
  subcategory: 'subcategoryname productsubcategory 子类目 二级类目 子类 小类',
  brand: 'brandname vendor manufacturer maker 品牌 品牌名称 厂商',
  customer_id:
    'customerid customer customerno customernumber clientid client buyerid userid user memberid membernumber accountid custid contactid shopperid 客户编号 客户id 客户号 会员编号 会员id 会员号 用户id 用户编号 买家id 买家编号 顾客编号 顾客id',
  customer_external_id: 'customerexternalid externalcustomerid 外部客户编号',
  currency: 'currencycode ordercurrency cur 币种 货币 币别',
  status: 'orderstatus state financialstatus paymentstatus 状态 订单状态 交易状态 物流状态 工单状态 商品状态',
  cancelled_at: 'cancelledat canceledat cancelledon canceldate cancellationdate 取消时间 取消日期',
  order_discount: 'orderdiscount totaldiscount cartdiscount coupondiscount 订单优惠 订单折扣 优惠总额',
  shipping:
    'shippingcost shippingamount shippingprice freight freightvalue deliveryfee postage 运费 邮费 快递费 配送费',
  tax: 'taxes taxamount vat gst salestax 税 税费 税额',
  total:
    'ordertotal totalamount grandtotal totalprice amount ordervalue revenue sales ordersum 订单金额 金额 总金额 总价 合计 实付金额 支付金额 成交金额 销售额',
  country: 'countrycode countryname shippingcountry billingcountry 国家 国家地区',
  region: 'province stateprovince shippingprovince shippingregion stateorprovince 省份 省 地区 区域 收货省份',
  city: 'town shippingcity cityname 城市 市 收货城市',
  channel: 'saleschannel channelname platform 渠道 销售渠道 平台 沟通渠道',
  device: 'devicetype useragentdevice 设备 设备类型 终端',
  source: 'trafficsource utmsource referrer acquisitionsource leadsource 来源 流量来源 获客来源 注册来源',
  campaign: 'utmcampaign campaignname 活动 营销活动',
  coupon: 'couponcode vouchercode discountcode promocode voucher 优惠券 优惠码 券码 优惠券码',
  payment: 'paymentmethod paymenttype payment paymethod 支付方式 付款方式',
  carrier:
    'courier couriername carriername shippingcarrier shippingcompany shippingprovider deliveryservice logistics logisticscompany trackingcompany 快递 快递公司 承运商 承运人 物流公司 配送公司 物流商',
  warehouse:
    'warehousename warehouseid warehousecode fulfillmentlocation fulfilmentlocation fulfillmentcenter fulfilmentcentre shipfrom shippedfrom dispatchlocation depot 仓库 发货仓 发货仓库 仓库名称 出库仓 发货地',
  customer_name:
    'customername customerfullname buyername clientname billingname recipient 客户姓名 客户名称 买家姓名 收货人 收件人 会员姓名 姓名',
  customer_email: 'customeremail email emailaddress buyeremail billingemail 邮箱 电子邮箱 客户邮箱 邮件地址',
  customer_phone: 'customerphone phone phonenumber mobile telephone tel 手机 手机号 电话 联系电话 手机号码',
  address: 'streetaddress shippingaddress addressline addressline1 street 地址 收货地址 详细地址',
  returned_at:
    'returndate returnedon returntime refunddate refundedat refundtime date 退货时间 退货日期 退款时间 退款日期',
  amount: 'refundamount returnamount refundvalue refund amountrefunded 退款金额 退货金额 金额',
  return_id: 'returnno returnnumber rma rmanumber refundid 退货单号 退款单号 售后单号',
  reason: 'returnreason refundreason cause 原因 退货原因 退款原因',
  shipped_at: 'shipdate shippeddate shippedon dispatchedat dispatchdate shippingdate fulfilledat 发货时间 发货日期',
  promised_at:
    'promiseddate estimateddelivery estimateddeliverydate expecteddelivery duedate eta 承诺送达时间 预计送达时间 预计送达日期 预计到达',
  delivered_at:
    'deliverydate delivereddate deliveredon arrivedat receivedat signedat 送达时间 送达日期 签收时间 签收日期 收货时间',
  status_at: 'statusdate statustime statusupdatedat 状态时间 状态更新时间',
  created_at:
    'created createdon creationdate registeredat registrationdate registerdate signupdate signupat joindate joinedat membersince firstseen dateadded 注册时间 注册日期 创建时间 入会时间 上架时间 建档时间',
  name: 'fullname',
  email: 'emailaddress mail 邮箱 电子邮箱 电子邮件',
  phone: 'phonenumber mobile mobilephone telephone tel 手机 手机号 手机号码 电话 联系电话',
  document: 'documentid passport idcard idnumber nationalid taxid 身份证 身份证号 证件号',
  external_id: 'externalid legacyid crmid 外部编号 外部id',
  gender: 'sex 性别',
  birth_year: 'yearofbirth yearbirth birthyear 出生年 出生年份',
  age_band: 'agegroup ageband agerange 年龄段 年龄组',
  language: 'lang locale 语言',
  member_level: 'memberlevel tier loyaltytier membership membershiplevel level 会员等级 等级 会员级别',
  member_level_at: 'memberlevelat tierdate levelchangedat 会员等级时间 升级时间',
  attributes: 'customattributes traits 属性',
  related_id:
    'relatedid relatedcustomerid referredid referredcustomerid followedid friendid otherid 被推荐人 关联客户 关联客户编号 关联id',
  since: 'date from startedat 起始时间 开始时间',
  kind: 'type surveytype relation relationtype consenttype 类型 种类 关系',
  granted: 'consent consented optin optedin allowed subscribed acceptsmarketing 是否同意 同意 授权',
  changed_at: 'changedon consentdate consentat consenttimestamp updatedat date timestamp 变更时间 授权时间 更新时间',
  name_alternative: 'alternativename secondname englishname chinesename namezh nameen 英文名 中文名 别名',
  style: 'design colour color 款式 风格',
  price: 'listprice unitprice retailprice rrp currentprice 价格 售价 标价 零售价',
  cost: 'unitcost costprice purchaseprice cogs budget spend 成本 成本价 进价 费用 花费',
  description: 'details productdescription longdescription 描述 商品描述 详情',
  valid_from: 'validfrom from effectivefrom effectivedate startdate date since 生效时间 生效日期 日期',
  counted_at:
    'countedon countdate stockdate inventorydate snapshotdate asof date timestamp updatedat 盘点时间 盘点日期 库存日期 日期',
  on_hand:
    'onhand stock stocklevel stockonhand inventory quantityonhand available qty quantity units 库存 库存数量 现有库存 在库数量',
  location: 'warehouse store site depot 仓库 门店 库位',
  received: 'receivedqty receivedunits inbound 入库数量 到货数量',
  unit_cost: 'unitcost cost costprice 单位成本 成本',
  occurred_at:
    'occurredon eventtime eventtimestamp eventdate eventat timestamp time date datetime createdat 发生时间 事件时间 时间 时间戳',
  message_id: 'messageid eventid uuid 消息id 事件id',
  anonymous_id: 'anonymousid visitorid cookieid deviceid clientid fullvisitorid 访客id 匿名id 设备id',
  session_id: 'sessionid session visitid usersession 会话id 会话',
  query: 'searchquery searchterm keyword searchword q 搜索词 关键词',
  placement: 'slot adslot position 广告位 展位 坑位',
  creative: 'creativeid adid banner 创意 素材',
  position: 'rank index slotposition 位置 排名',
  url: 'pageurl link page 链接 网址 页面',
  value: 'amount eventvalue 值 数值 价值 金额',
  properties: 'props eventproperties payload 属性 参数',
  review_id: 'reviewid reviewno commentid ratingid id 评论id 评论编号 评价编号 评价id',
  written_at:
    'writtenon reviewdate reviewtime reviewedat reviewtimestamp reviewcreationdate createdat postedat postdate submittedat date timestamp time 评论时间 评价时间 评论日期 评价日期 时间 日期',
  rating: 'stars star score reviewscore overall ratingvalue csat 评分 星级 打分 分数',
  title: 'headline summary reviewtitle subject articletitle 标题 主题',
  body: 'text review reviewtext reviewbody comment content message articlebody 内容 评论 评价 评论内容 评价内容 正文 文本',
  helpful_votes: 'helpful helpfulvote helpfulcount votes upvotes likes 有用数 点赞数 点赞',
  verified: 'verifiedpurchase isverified verifiedbuyer 是否验证 已验证',
  ticket_id: 'ticketid ticketno ticketnumber caseid casenumber issueid id 工单号 工单编号 工单id',
  opened_at: 'openedon createdat created opendate openat date 创建时间 提交时间 打开时间',
  subject: 'title topic 主题 标题',
  issue: 'issuetype issueclass problem problemtype category type 问题 问题类型 问题分类',
  first_response_at: 'firstresponse firstreplyat firstresponsetime respondedat 首次响应时间 首次回复时间',
  resolved_at: 'resolvedon closedat closed solvedat 解决时间 关闭时间',
  message_author: 'author sender from 发送人 作者',
  message_at: 'sentat messagetime messagedate 发送时间 消息时间',
  message_body: 'message messagetext text body content 消息 消息内容 内容',
  survey_id: 'surveyid responseid answerid id 问卷id 问卷编号 答卷编号',
  answered_at: 'answeredon respondedat responsedate submittedat completedat date timestamp 回答时间 提交时间 填写时间',
  score: 'rating answer nps csat value 分数 得分 评分',
  comment: 'text feedback remark verbatim 评论 备注 意见 反馈',
  campaign_id: 'campaignid campaigncode campaign id 活动编号 活动id 营销活动编号',
  starts_at: 'startsat startdate start begins beginsat launchdate from sentat 开始时间 开始日期 起始日期',
  ends_at: 'endsat enddate end finish until to 结束时间 结束日期 截止日期',
  goal: 'objective target 目标',
  offer: 'incentive discount 优惠 权益',
  variant: 'group arm treatment cell bucket 分组 组别 实验组',
  is_control: 'iscontrol control holdout 是否对照 对照组',
  sent_at: 'senton senttime sentdate sent 发送时间',
  clicked_at: 'clickedon clicktime clicked click 点击时间',
  unsubscribed_at: 'unsubscribedon unsubscribed optoutat 退订时间',
  article_id: 'articleid docid id slug 文章编号 文章id',
  updated_at: 'updatedon modifiedat lastmodified lastupdated publishedat date 更新时间 修改时间 发布时间',
  approved: 'isapproved published ispublished 是否审核 已审核 已发布',
  base: 'basecurrency fromcurrency from 基准货币 本币',
  rate: 'exchangerate fxrate value 汇率',
  promotion_id: 'promotionid promoid promo promotion id 促销编号 促销id',
  discount: 'discountrate discountpercent percentoff off 折扣 折扣率',
  competitor: 'competitorname rival shop store seller 竞争对手 竞品 竞店',
  seen_at: 'seenon observedat scrapedat checkedat date timestamp 采集时间 观察时间 日期',
  date: 'day datum period 日期 时间',
}

/** Where the same field name means another thing. */
const BY_KIND: Partial<Readonly<Record<ImportKind, Readonly<Record<string, string>>>>> = {
  customers: {
    customer_id: 'id',
    name: 'customername fullname buyername username nickname 姓名 客户姓名 客户名称 会员姓名 名字 昵称',
    address: 'streetaddress street addressline1 地址 联系地址',
  },
  products: {
    product_id: 'id handle',
    name: 'productname producttitle title itemname description 商品名称 产品名称 商品名 名称 商品标题',
  },
  events: { name: 'event eventname eventtype action type 事件 事件名 事件名称 行为 行为类型' },
  campaigns: { name: 'campaignname title 活动名称 名称' },
  promotions: { name: 'promotionname title 促销名称 活动名称 名称' },
  signals: { name: 'signal signalname metric indicator series 指标 名称 信号' },
  exposures: { opened_at: 'openedon opentime opened open 打开时间' },
  exchange_rates: { currency: 'quote quotecurrency tocurrency target 外币', valid_from: 'date day asof 日期' },
  competitor_prices: { price: 'competitorprice theirprice 竞品价格 对手价格' },
  returns: { quantity: 'returnedquantity returnqty unitsreturned 退货数量' },
  stock: { on_hand: 'onhandqty' },
}

const split = (words: string | undefined): readonly string[] =>
  words === undefined || words === '' ? [] : words.split(' ')

/** Column names, normalised, that may mean `field` in files of `kind`; the kind's own words come first. */
export const synonymsOf = (kind: ImportKind, field: string): readonly string[] => [
  ...split(BY_KIND[kind]?.[field]),
  ...split(COMMON[field]),
]

/** Lower case letters and digits only, compatibility forms folded: 'Order ID*' and 'ｏｒｄｅｒ＿ｉｄ' are 'orderid'. */
export const normalizeName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
